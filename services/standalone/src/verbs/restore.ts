import { resolve } from "node:path";
import { OperatorError } from "@mingzhang/runtime";
import { restoreArguments } from "../backup/arguments.ts";
import { publishedLogs } from "../backup/published-log.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import { RestoreRefused } from "../backup/restore-refused.ts";
import { hasCluster, ownDatabase } from "../backup/target.ts";
import { openBackup } from "../backup/zip-reader.ts";
import { resolveDataDir } from "../database/data-dir.ts";
import { type Errand, runOnce } from "../run-once.ts";

/** A backup into an empty data folder or database. Exits 0 restored, 1 refused with nothing changed, 2 wrong call. */
export async function restore(args: readonly string[]): Promise<void> {
  await runOnce(async (errand) => {
    const { file, override, published } = restoreArguments(args);
    if (errand.env.eventStoreUrl) throw notOntoEventStoreDb();
    try {
      // npm runs scripts in the repository's folder; what was typed is relative to where it was typed.
      await run(errand, { file: resolve(process.env.INIT_CWD ?? process.cwd(), file), override, published });
      return 0;
    } catch (error) {
      if (!(error instanceof RestoreRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}

async function run(errand: Errand, given: ReturnType<typeof restoreArguments>): Promise<void> {
  const { env, own } = errand;
  const began = performance.now();
  const dataDir = resolveDataDir("main", env.dataDir);
  const backup = await openBackup(given.file);
  own(async () => backup.close());
  const { keptSchema, keptFolder, overridden } = await restoreBackup({
    backup,
    dataDir,
    published: await publishedLogs({ dataDir, asked: given.published, publicUrl: env.publicUrl ?? null }),
    override: given.override,
    targetExists: env.databaseUrl !== undefined || (await hasCluster(dataDir)),
    openDatabase: () => ownDatabase(errand, dataDir),
    now: new Date(),
  });
  for (const [zh, en] of overridden) process.stdout.write(`已越过 ｜ overridden: ${zh} ｜ ${en}\n`);
  for (const kept of [keptSchema, keptFolder]) {
    if (kept !== null) process.stdout.write(`原有内容保存于 ${kept} ｜ what was there is kept in ${kept}\n`);
  }
  const { events, lastPosition, plans, madeAt } = backup.manifest;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `已恢复 ${madeAt} 的备份：${events} 个事件（至位置 ${lastPosition}），${plans.length} 个规划的状态哈希与备份一致，` +
      `用时 ${seconds} 秒 ｜ restored the backup of ${madeAt}: ${events} events up to position ${lastPosition}, the ` +
      `state hashes of ${plans.length} plans are those of the backup, in ${seconds} s\n`,
  );
}

function notOntoEventStoreDb(): OperatorError {
  return new OperatorError([
    "不能恢复到 EventStoreDB：位置和记录时间由服务器给出，无法照原样写入，已公布的条目和状态哈希将不再相符。" +
      "请去掉 EVENT_STORE_URL 恢复到 PostgreSQL，或用该服务器自带的备份恢复",
    "nothing can be restored onto EventStoreDB: its server gives positions and instants, they cannot be written as " +
      "they were, and published entries and state hashes would no longer match. Leave EVENT_STORE_URL out to restore " +
      "onto PostgreSQL, or restore the server's own backup",
  ]);
}
