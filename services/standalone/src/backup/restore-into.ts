import { resolveDataDir } from "../database/data-dir.ts";
import type { Errand } from "../run-once.ts";
import type { RestoreArguments } from "./arguments.ts";
import { hasLock, publishedLogs } from "./published-log.ts";
import { restoreBackup } from "./restore-backup.ts";
import { hasCluster, ownDatabase } from "./target.ts";
import { openBackup } from "./zip-reader.ts";

/** Restores into the installation of the environment and says what was done. Throws `RestoreRefused`. */
export async function restoreInto(errand: Errand, given: RestoreArguments): Promise<void> {
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
  if (backup.manifest.parts.some(({ name }) => name.startsWith("files/log-keys/")) && !(await hasLock(dataDir))) {
    process.stdout.write(
      "公开日志及其锁库不在备份之内：请从原来的磁盘或存储桶取回 log 和 log-lock；取不回时运行 " +
        "npm run log -- recover --published=网址，凭镜像中最后公布的日志重建。在此之前日志不会增长 ｜ the public log and " +
        "its lock store are not part of a backup: bring log and log-lock back from the old disk or bucket; where " +
        "they are lost, npm run log -- recover --published=URL rebuilds them from what a mirror holds; until " +
        "then the log does not grow\n",
    );
  }
  if (backup.manifest.parts.some(({ name }) => name.startsWith("files/evidence/"))) {
    process.stdout.write(
      `在 ${backup.manifest.madeAt} 之后撤下的照片和文件会重新公开：启动前请备好名单，启动后立即再次撤下 ｜ photos and ` +
        `documents that were withdrawn after ${backup.manifest.madeAt} are shown again: list them before you start ` +
        "the product, and withdraw them again at once\n",
    );
  }
  const { events, lastPosition, plans, madeAt } = backup.manifest;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `已恢复 ${madeAt} 的备份：${events} 个事件（至位置 ${lastPosition}），${plans.length} 个规划的状态哈希与备份一致，` +
      `用时 ${seconds} 秒 ｜ restored the backup of ${madeAt}: ${events} events up to position ${lastPosition}, the ` +
      `state hashes of ${plans.length} plans are those of the backup, in ${seconds} s\n`,
  );
}
