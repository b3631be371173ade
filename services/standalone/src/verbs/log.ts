import { parseArgs } from "node:util";
import { RecoveryRefused, rotateLogKey } from "@mingzhang/feed";
import { OperatorError } from "@mingzhang/runtime";
import { announcedKeys } from "../announced-keys.ts";
import { running } from "../backup/target.ts";
import { resolveDataDir } from "../database/data-dir.ts";
import { openStore } from "../open-store.ts";
import { explained, logHome } from "../public-log.ts";
import { type Errand, runOnce } from "../run-once.ts";

/**
 * `rotate-key`: the public log gets a further key, as an entry of its own, beside a running server or without one.
 * `recover`: a lost log is built again from the events; exit code 1 where that could make a fork, with nothing written.
 */
export async function log(args: readonly string[]): Promise<void> {
  await runOnce(async (errand) => {
    const { verb, published } = argumentsOf(args);
    return verb === "recover" ? recover(errand, published) : rotate(errand);
  });
}

async function rotate(errand: Errand): Promise<number> {
  const { env } = errand;
  const dataDir = resolveDataDir("main", env.dataDir);
  const rotated = await explained(() => rotateLogKey(logHome(env, dataDir), () => announcementsOf(errand, dataDir)));
  if (rotated === null) {
    throw new OperatorError([`${dataDir} 中还没有公开日志`, `there is no public log in ${dataDir} yet`]);
  }
  process.stdout.write(`${said[rotated.outcome](rotated.origin, rotated.number)}\n`);
  return 0;
}

async function recover(errand: Errand, published: string | null): Promise<number> {
  const { recoverPublicLogOf } = await import("../backup/recover-public-log.ts");
  try {
    await recoverPublicLogOf(errand, published);
    return 0;
  } catch (error) {
    if (!(error instanceof RecoveryRefused)) throw error;
    const [zh, en] = error.lines;
    const [after, afterwards] = error.begun ? begunWords : unchangedWords;
    process.stderr.write(`${zh}。${after} ｜ ${en}. ${afterwards}\n`);
    return 1;
  }
}

const unchangedWords = ["未作任何改动", "Nothing was changed"] as const;
const begunWords = [
  "已写下的文件无需清理：再次运行时内容相同",
  "What was written by then needs no cleaning up: it is the same the next time",
] as const;

function argumentsOf(args: readonly string[]): { readonly verb: string; readonly published: string | null } {
  const [verb = "", ...rest] = args;
  if (verb === "rotate-key" && rest.length === 0) return { verb, published: null };
  if (verb !== "recover") throw wrongCall(args);
  try {
    const { values } = parseArgs({ args: rest, options: { published: { type: "string" } } });
    if (values.published === "") throw wrongCall(args);
    return { verb, published: values.published ?? null };
  } catch {
    throw wrongCall(args);
  }
}

function wrongCall(args: readonly string[]): OperatorError {
  const uses = "npm run log -- rotate-key ｜ npm run log -- recover [--published=URL|FOLDER|FILE|s3://…]";
  return new OperatorError([
    `用法：${uses}（给出的是：${args.join(" ")}）`,
    `usage: ${uses} (given: ${args.join(" ")})`,
  ]);
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
