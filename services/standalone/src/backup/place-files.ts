import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOf } from "./sha256.ts";
import { filePrefix, isKept } from "./kept-files.ts";
import type { Part } from "./manifest.ts";
import { damaged } from "./restore-refused.ts";
import type { OpenBackup } from "./zip-reader.ts";

/** Files of the backup that the data folder has with other content, by their paths in it. */
export async function otherFiles(backup: OpenBackup, dataDir: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const part of filesOf(backup)) {
    const path = pathOf(part);
    const there = await readFile(join(dataDir, path)).catch(absent);
    if (there && hashOf(there) !== part.sha256) found.push(path);
  }
  return found;
}

/**
 * Puts the files of the backup where they belong, each whole or not at all; what is there already with the same
 * content stays, and other content is moved to `keepIn` below the data folder.
 */
export async function placeFiles(backup: OpenBackup, dataDir: string, keepIn: string): Promise<void> {
  const others = new Set(await otherFiles(backup, dataDir));
  for (const part of filesOf(backup)) {
    const path = pathOf(part);
    const target = join(dataDir, path);
    if (others.has(path)) {
      await mkdir(dirname(join(dataDir, keepIn, path)), { recursive: true, mode: 0o700 });
      await rename(target, join(dataDir, keepIn, path));
    }
    await mkdir(dirname(target), { recursive: true, mode: path.startsWith("log-keys/") ? 0o700 : 0o755 });
    await writeWhole(target, backup.read(part));
  }
}

async function writeWhole(target: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${target}.restoring`;
  const handle = await open(draft, "w", 0o600);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(draft, target);
}

function filesOf({ manifest }: OpenBackup): readonly Part[] {
  return manifest.parts.filter(({ name }) => name.startsWith(filePrefix));
}

/** A name from outside never leads out of the data folder, nor to what is not restored. */
function pathOf({ name }: Part): string {
  const path = name.slice(filePrefix.length);
  if (!isKept(path)) throw damaged(name, "not a file of an installation");
  return path;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}
