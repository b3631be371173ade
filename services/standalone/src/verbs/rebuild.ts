import { type RebuildProgress, rebuildReadModels, RebuildRunning } from "@mingzhang/read-models";
import { OperatorError } from "@mingzhang/runtime";
import { openDatabase } from "../database.ts";
import { resolveDataDir } from "../database/data-dir.ts";
import { findRunningPostgres } from "../database/embedded-postgres.ts";
import { openStore } from "../open-store.ts";
import { type Errand, runOnce } from "../run-once.ts";

/** Builds the read models anew from the events. A running server goes on reading the old ones until the switch. */
export async function rebuild(args: readonly string[]): Promise<void> {
  await runOnce(async (errand) => {
    if (args.length > 0) {
      throw new OperatorError([
        `npm run rebuild 不接受参数：${args.join(" ")}`,
        `npm run rebuild takes no options: ${args.join(" ")}`,
      ]);
    }
    const url = await databaseUrl(errand);
    const connection = { connectionString: url };
    const store = await openStore({ env: errand.env, databaseUrl: url });
    errand.own(() => store.close());
    const began = performance.now();
    const position = await rebuildReadModels({ connection, store, onProgress: showProgress() }).catch(explain);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(
      `已重建至位置 ${position}，用时 ${seconds} 秒 ｜ rebuilt up to position ${position} in ${seconds} s\n`,
    );
    return 0;
  });
}

async function databaseUrl({ env, log, own }: Errand): Promise<string> {
  const dataDir = resolveDataDir("main", env.dataDir);
  const running = env.databaseUrl ? undefined : await findRunningPostgres(dataDir);
  if (running) return running;
  const onLost = (error: Error) => {
    throw error;
  };
  const database = await openDatabase({ env, dataDir, log, onLost });
  own(database.stop);
  return database.url;
}

/** A line for every tenth of the way, with the rate and what remains at it, and one for every step after the rows. */
function showProgress(): (progress: RebuildProgress) => void {
  let shown = -1n;
  let told: RebuildProgress["stage"] = "writing";
  return ({ position, headPosition, events, seconds, stage }) => {
    if (stage !== told && stage !== "writing") process.stdout.write(`${stageWords[stage]}\n`);
    told = stage;
    const tenth = headPosition === 0n ? 10n : (position * 10n) / headPosition;
    if (tenth <= shown) return;
    shown = tenth;
    const rate = events / Math.max(seconds, 0.001);
    const left = position === 0n ? null : (seconds * Number(headPosition - position)) / Number(position);
    const remaining = left === null ? "" : `，剩余约 ${left.toFixed(0)} 秒 ｜ about ${left.toFixed(0)} s left`;
    process.stdout.write(`${tenth * 10n} %  ${position} / ${headPosition}  ${rate.toFixed(0)}/s${remaining}\n`);
  };
}

const stageWords = {
  indexing: "正在建立索引 ｜ making the indexes",
  switching: "正在切换到新表 ｜ putting the new tables in place",
};

function explain(error: unknown): never {
  if (error instanceof RebuildRunning) {
    throw new OperatorError(["另一个重建正在进行，请等它完成", "another rebuild is running, let it finish"]);
  }
  throw error;
}
