import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * What of a data folder belongs to the installation and is made nowhere else: the write token, the log's signing keys,
 * evidence. Not the database's own files and password (the events are taken out of it), nor the published log and its
 * lock: they say what was signed last, and an older copy of them is how a log forks.
 */
const files = ["write-token"];
const folders = ["log-keys", "evidence"];

/** A name inside of a backup, of a file below the data folder. */
export const filePrefix = "files/";

/** Paths of the kept files relative to the data folder, with forward slashes, sorted. */
export async function keptFiles(dataDir: string): Promise<readonly string[]> {
  const names = (await readdir(dataDir).catch(() => [])).filter((name) => files.includes(name));
  const below = await Promise.all(folders.map((folder) => filesBelow(dataDir, folder)));
  return [...names, ...below.flat()].toSorted();
}

/** Whether a name from a backup is one of a kept file, and leads nowhere else. */
export function isKept(path: string): boolean {
  const steps = path.split("/");
  if (path.includes("\\") || steps.some((step) => step === "" || step === "." || step === "..")) return false;
  return steps.length === 1 ? files.includes(path) : folders.includes(steps[0] ?? "");
}

/** Null where the file has gone since it was listed, as evidence that is withdrawn does. */
export async function readKept(dataDir: string, path: string): Promise<AsyncIterable<Buffer> | null> {
  const handle = await open(join(dataDir, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return handle && handle.createReadStream();
}

async function filesBelow(dataDir: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataDir, folder), { withFileTypes: true }).catch(absent);
  const found = await Promise.all(
    entries.map((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(dataDir, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}

function absent(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw error;
}
