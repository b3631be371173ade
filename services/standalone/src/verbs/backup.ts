import { backupArguments } from "../backup/arguments.ts";
import { runOnce } from "../run-once.ts";

/** Everything that cannot be made again into one file, beside a running server or without. Exits 0, 2 wrong call. */
export async function backup(args: readonly string[]): Promise<void> {
  await runOnce(async (errand) => {
    const { file } = backupArguments(args);
    const { backUp } = await import("../backup/back-up.ts");
    await backUp(errand, file);
    return 0;
  });
}
