import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, placeFile } from "../storage/sync-folder.ts";
import type { Locked, LockStore } from "./lock-store.ts";

const digits = 12;
const kept = 8;

/**
 * A lock store of files: one for each generation, created whole and never twice. A writer that fell behind may create
 * one that was cleared away long ago; it then sees a higher one and knows that it has lost. So the highest stands for
 * ever, and is never cleared.
 */
export async function folderLock(folder: string): Promise<LockStore> {
  await makeFolder(folder, 0o700);
  const fileOf = (generation: number) => join(folder, String(generation).padStart(digits, "0"));
  const generations = async () =>
    (await readdir(folder))
      .filter((name) => /^\d{12}$/.test(name))
      .map(Number)
      .toSorted((a, b) => a - b);
  return {
    async read() {
      for (;;) {
        const generation = (await generations()).at(-1);
        if (generation === undefined) return null;
        const checkpoint = await readFile(fileOf(generation), "utf8").catch(() => undefined);
        // Cleared away between the two looks: then there are higher ones by now.
        if (checkpoint !== undefined) return { generation, checkpoint };
      }
    },
    async replace(previous, checkpoint): Promise<Locked | null> {
      const generation = (previous?.generation ?? 0) + 1;
      const bytes = Buffer.from(checkpoint);
      if (!(await placeFile(fileOf(generation), bytes, { how: "create", drafts: folder, mode: 0o600 }))) return null;
      const all = await generations();
      if (all.at(-1) !== generation) return null;
      for (const old of all.slice(0, -kept)) await rm(fileOf(old), { force: true });
      return { generation, checkpoint };
    },
  };
}
