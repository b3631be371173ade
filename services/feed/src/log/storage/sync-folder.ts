import { randomBytes } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Makes what was put into a folder last through a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder with all above it, each of them durable. */
export async function makeFolder(folder: string, mode = 0o755): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode });
  if (first === undefined) return;
  const top = dirname(first);
  for (let at = folder; at !== top; at = dirname(at)) await syncFolder(dirname(at));
}

/** How a whole file comes to stand under its name: `create` never takes the place of another one. */
export interface Placing {
  readonly how: "create" | "replace";
  /** Folder on the same file system where the file is written first. */
  readonly drafts: string;
  readonly mode?: number;
}

/** Writes a file whole or not at all, and durably. False where it was to be created and is there already. */
export async function placeFile(file: string, bytes: Uint8Array, placing: Placing): Promise<boolean> {
  const draft = join(placing.drafts, `draft.${process.pid}.${randomBytes(8).toString("hex")}`);
  const handle = await open(draft, "wx", placing.mode ?? 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (placing.how === "replace") {
    await rename(draft, file);
    await syncFolder(dirname(file));
    return true;
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
    // Also for a file that another process has just linked: it counts as written from here on.
    await syncFolder(dirname(file));
  }
}
