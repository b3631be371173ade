import { rotateLogKey } from "@mingzhang/feed";
import { OperatorError } from "@mingzhang/runtime";
import { resolveDataDir } from "../database/data-dir.ts";
import { explained, logHome } from "../public-log.ts";
import { runOnce } from "../run-once.ts";
import { localUrl, notedAddress } from "../server-address.ts";

/** `rotate-key`: the public log signs with a further key. A server that runs takes it up by itself. */
export async function log(args: readonly string[]): Promise<void> {
  await runOnce(async ({ env }) => {
    if (args.join(" ") !== "rotate-key") {
      throw new OperatorError([
        `npm run log -- rotate-key 之外没有别的用法：${args.join(" ")}`,
        `there is npm run log -- rotate-key and no other use: ${args.join(" ")}`,
      ]);
    }
    const dataDir = resolveDataDir("main", env.dataDir);
    const url = env.publicUrl ?? (await notedAddress(dataDir)) ?? localUrl(env.host, env.port);
    const origin = await explained(() => rotateLogKey({ ...logHome(env, dataDir), url: `${url}/log` }));
    if (origin === null) {
      throw new OperatorError([`${dataDir} 中还没有公开日志`, `there is no public log in ${dataDir} yet`]);
    }
    process.stdout.write(
      `${origin} 已有新密钥，旧密钥同时再签 90 天 ｜ ${origin} has a new key; the old one signs beside it for 90 days\n`,
    );
    return 0;
  });
}
