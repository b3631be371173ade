import { randomBytes } from "node:crypto";
import { link, mkdir, open, readdir, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";

/** A cosigned checkpoint with the number under which it was kept: each is one more than the one before. */
export interface Kept {
  readonly number: number;
  readonly note: Uint8Array;
}

/**
 * The checkpoints of one log that this witness has cosigned, in a folder of its own: a file each, never altered, the
 * highest number counts. Whoever adds one names its number; a second one under the same number does not come to be,
 * whichever process tries. So nothing that was signed can be taken back, by a race, a second process or a crash.
 */
export interface CheckpointStore {
  latest(): Promise<Kept | undefined>;
  /** False where another one of that number, or a higher one, was there first. It is on disk when this answers. */
  add(kept: Kept): Promise<boolean>;
}

const suffix = ".checkpoint";
/** Older ones are proof of what was signed, and not needed: the newest contains them. */
const remembered = 64;

export function checkpointStore(folder: string): CheckpointStore {
  return {
    async latest() {
      const number = (await numbersIn(folder)).at(-1);
      if (number === undefined) return undefined;
      return { number, note: new Uint8Array(await readFile(join(folder, nameOf(number)))) };
    },
    async add({ number, note }) {
      await mkdir(folder, { recursive: true });
      if (!(await createFile(join(folder, nameOf(number)), note))) return false;
      await syncFolder(folder);
      const numbers = await numbersIn(folder);
      // A process that slept for very long could take a number that was used and cleared away since.
      if (numbers.at(-1) !== number) {
        await unlink(join(folder, nameOf(number)));
        return false;
      }
      for (const old of numbers.slice(0, -remembered)) await unlink(join(folder, nameOf(old))).catch(ignoreAbsent);
      return true;
    },
  };
}

/** Writes a file that is either there as a whole or not at all; false where there is one of that name already. */
export async function createFile(file: string, bytes: Uint8Array | string): Promise<boolean> {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.draft`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Puts the names in a folder on disk, where the system can do that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch((error: unknown) => {
    // Windows opens no folders; its file system keeps names by itself.
    if (codeOf(error) !== "EISDIR" && codeOf(error) !== "EPERM") throw error;
  });
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
    return [];
  });
  return names
    .filter((name) => /^\d{12}\.checkpoint$/.test(name))
    .map((name) => Number(name.slice(0, -suffix.length)))
    .toSorted((left, right) => left - right);
}

function nameOf(number: number): string {
  return `${String(number).padStart(12, "0")}${suffix}`;
}

function ignoreAbsent(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
