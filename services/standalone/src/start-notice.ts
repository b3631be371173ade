export interface Notice {
  readonly url: string;
  readonly dataDir: string;
  /** The write token where this start made it; null where the operator knows it, or an earlier start has shown it. */
  readonly freshToken: string | null;
  readonly tokenPlace: string;
  /** The name by which the public log is known. */
  readonly logOrigin: string;
  readonly simulated: boolean;
  readonly seconds: number;
}

/** What the terminal says when everything runs: where to go, how to sign in, how to stop. */
export function startNotice({ url, dataDir, freshToken, tokenPlace, logOrigin, simulated, seconds }: Notice): string {
  const lines = [
    ["公众门户 Portal", `${url}/`],
    ["工作台 Console", `${url}/console/`],
    ["接口 GraphQL", `${url}/graphql`],
    ["写入令牌 Write token", freshToken ?? `见 see ${tokenPlace}`],
    ...(freshToken ? [["", `只显示这一次，保存在 ${tokenPlace} ｜ shown this once, kept in ${tokenPlace}`]] : []),
    ["公开日志 Public log", `${url}/log/checkpoint（${logOrigin}）`],
    ["数据文件夹 Data folder", dataDir],
  ].map(([name = "", value = ""]) => `  ${padded(name)} ${value}`);
  const demo =
    "  模拟数据：2016—2020 年的执行过程全部为模拟，不是事实 ｜ Simulated: everything that happens in 2016–2020 is made up";
  return [
    "",
    `明账已就绪（${seconds.toFixed(1)} 秒） ｜ Mingzhang is ready (${seconds.toFixed(1)} s)`,
    ...(simulated ? [demo] : []),
    ...lines,
    "  按 Ctrl-C 停止 ｜ Stop with Ctrl-C",
    "",
    "",
  ].join("\n");
}

/** A Chinese character is two columns wide. */
function padded(name: string): string {
  const width = [...name].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
  return name + " ".repeat(Math.max(0, 24 - width));
}
