import { resolve } from "node:path";
import { OperatorError } from "@mingzhang/runtime";
import { restoreArguments } from "../backup/arguments.ts";
import { RestoreRefused } from "../backup/restore-refused.ts";
import { runOnce } from "../run-once.ts";

/** A backup into an empty data folder or database. Exits 0 restored, 1 refused with nothing changed, 2 wrong call. */
export async function restore(args: readonly string[]): Promise<void> {
  await runOnce(async (errand) => {
    const given = restoreArguments(args);
    if (errand.env.eventStoreUrl) throw notOntoEventStoreDb();
    const { restoreInto } = await import("../backup/restore-into.ts");
    try {
      // npm runs scripts in the repository's folder; what was typed is relative to where it was typed.
      await restoreInto(errand, { ...given, file: resolve(process.env.INIT_CWD ?? process.cwd(), given.file) });
      return 0;
    } catch (error) {
      if (!(error instanceof RestoreRefused)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
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
