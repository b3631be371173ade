import { open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LogFault } from "@mingzhang/transparency-log";
import { LogRefusal } from "../log-refusal.ts";
import type { LogStorage } from "./log-storage.ts";
import { makeFolder, placeFile } from "./sync-folder.ts";

const absent = new Set(["ENOENT", "ENOTDIR"]);
const staleMs = 3_600_000;

/**
 * A log as plain files: any file server that is pointed at `folder` serves it. Drafts stand in a folder beside it, so
 * that nobody ever sees a part of a file.
 */
export async function folderStorage(folder: string): Promise<LogStorage> {
  const drafts = `${folder}.drafts`;
  await makeFolder(folder);
  await makeFolder(drafts);
  await removeStale(drafts);
  const made = new Set<string>();
  const place = async (how: "create" | "replace", path: string, bytes: Uint8Array): Promise<boolean> => {
    const file = join(folder, path);
    if (!made.has(dirname(file))) await makeFolder(dirname(file));
    made.add(dirname(file));
    return placeFile(file, bytes, { how, drafts });
  };
  const read = (path: string, maximalBytes: number) => readBounded(join(folder, path), path, maximalBytes);
  return {
    read,
    async create(path, bytes) {
      if (await place("create", path, bytes)) return;
      const there = await read(path, Number.MAX_SAFE_INTEGER);
      if (there === undefined || !Buffer.from(there).equals(bytes)) throw new LogRefusal("object-differs", path);
    },
    async replace(path, bytes) {
      await place("replace", path, bytes);
    },
    async head(path) {
      const found = await stat(join(folder, path)).catch(missing);
      return found?.isFile() ? found.size : undefined;
    },
  };
}

async function readBounded(file: string, path: string, maximalBytes: number): Promise<Uint8Array | undefined> {
  const handle = await open(file).catch(missing);
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat();
    if (!found.isFile()) return undefined;
    if (found.size > maximalBytes) throw new LogFault("file-too-large", path);
    return new Uint8Array(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function missing(error: unknown): undefined {
  if (!absent.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
}

/** What a process left that was killed while it wrote; one that writes now is not that old. */
async function removeStale(drafts: string): Promise<void> {
  for (const name of await readdir(drafts)) {
    const found = await stat(join(drafts, name)).catch(missing);
    if (found && Date.now() - found.mtimeMs > staleMs) await rm(join(drafts, name), { force: true });
  }
}
