import { rotateLogKey } from "@mingzhang/feed";
import { OperatorError } from "@mingzhang/runtime";
import { announcedKeys } from "../announced-keys.ts";
import { running } from "../backup/target.ts";
import { resolveDataDir } from "../database/data-dir.ts";
import { openStore } from "../open-store.ts";
import { explained, logHome } from "../public-log.ts";
import { type Errand, runOnce } from "../run-once.ts";

/** `rotate-key`: the public log gets a further key, as an entry of its own, beside a running server or without one. */
export async function log(args: readonly string[]): Promise<void> {
  await runOnce(async (errand) => {
    if (args.join(" ") !== "rotate-key") {
      throw new OperatorError([
        `npm run log -- rotate-key 之外没有别的用法：${args.join(" ")}`,
        `there is npm run log -- rotate-key and no other use: ${args.join(" ")}`,
      ]);
    }
    const { env } = errand;
    const dataDir = resolveDataDir("main", env.dataDir);
    const rotated = await explained(() => rotateLogKey(logHome(env, dataDir), () => announcementsOf(errand, dataDir)));
    if (rotated === null) {
      throw new OperatorError([`${dataDir} 中还没有公开日志`, `there is no public log in ${dataDir} yet`]);
    }
    process.stdout.write(`${said[rotated.outcome](rotated.origin, rotated.number)}\n`);
    return 0;
  });
}

async function announcementsOf(errand: Errand, dataDir: string) {
  const { env } = errand;
  const store = await openStore({ env, databaseUrl: await running(errand, dataDir) });
  errand.own(() => store.close());
  return announcedKeys(store);
}

const said = {
  announced: (origin: string, number: number) =>
    `${origin} 的第 ${number} 把密钥已记入日志，检查点覆盖该条记录后即开始签名（服务未运行时，下次启动后）；` +
    "旧密钥同时再签 90 天 ｜ " +
    `key ${number} of ${origin} is recorded in the log and signs as soon as a checkpoint covers that entry ` +
    "(after the next start, where no server runs); the old one signs beside it for 90 days",
  waiting: (origin: string, number: number) =>
    `${origin} 的第 ${number} 把密钥先前已记入日志，正等待检查点覆盖，未另生成密钥 ｜ ` +
    `key ${number} of ${origin} was recorded before and waits for its checkpoint; no other one was made`,
};
