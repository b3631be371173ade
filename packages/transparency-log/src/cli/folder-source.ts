import { open, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { LogFault } from "../fault.ts";
import type { LogSource } from "./log-source.ts";
import { Hindered } from "./outage.ts";

/** A folder with the files of a log, as a plain file server would be pointed at. Links are not listed. */
export async function folderSource(folder: string): Promise<LogSource> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((file) => file.isFile())
    .map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join("/"));
  if (!paths.includes("checkpoint")) throw new Hindered("no-log", folder);
  return {
    paths,
    files: { read: (path, maximalBytes) => readBounded(join(folder, path), path, maximalBytes) },
    close: () => Promise.resolve(),
  };
}

async function readBounded(file: string, path: string, maximalBytes: number): Promise<Uint8Array | undefined> {
  const handle = await open(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return;
    throw new Hindered("file-unreadable", file, error);
  });
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    if (size > maximalBytes) throw new LogFault("file-too-large", path);
    return new Uint8Array(await handle.readFile());
  } finally {
    await handle.close();
  }
}
