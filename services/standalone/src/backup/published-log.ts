import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "@mingzhang/runtime";
import { type Checkpoint, maximalNoteBytes, parseCheckpoint, parseNote } from "@mingzhang/transparency-log";

/** What somebody outside may have seen of the public log: size and root, and where that stands. */
export interface PublishedLog {
  readonly place: string;
  readonly size: number;
  /** In hex. */
  readonly root: string;
}

export interface PublishedNeeds {
  readonly dataDir: string;
  /** Address of a checkpoint that has to answer. */
  readonly asked: string | null;
  /** Where the public reaches the installation: asked as well, and silent where nothing answers. */
  readonly publicUrl: string | null;
  readonly patienceMs?: number;
}

/** Folders of the published log and of the store that keeps what was signed last. */
const logFolder = "log";
const lockFolder = "log-lock";

/** The published note in the data folder, as it stands; null where none is. */
export async function publishedNote(dataDir: string): Promise<string | null> {
  return readFile(join(dataDir, logFolder, "checkpoint"), "utf8").catch(absent);
}

/** Every place that tells how far the public log has come, each read by itself. */
export async function publishedLogs(needs: PublishedNeeds): Promise<readonly PublishedLog[]> {
  const { dataDir, asked, publicUrl, patienceMs = 5_000 } = needs;
  const found: PublishedLog[] = [];
  const note = await publishedNote(dataDir);
  if (note !== null) found.push(stated(join(dataDir, logFolder, "checkpoint"), () => headOfNote(Buffer.from(note))));
  const locked = await lastLocked(dataDir);
  if (locked) found.push(stated(locked.place, () => parseCheckpoint(locked.text)));
  if (asked !== null) {
    const bytes = await download(asked, patienceMs).catch((error: unknown) => {
      throw noAnswer(asked, (error as Error).message);
    });
    found.push(stated(asked, () => headOfNote(bytes)));
  } else if (publicUrl !== null) found.push(...(await publishedAt(publicUrl, patienceMs)));
  return found;
}

/** What an installation shows at its public address; nothing where nothing answers there. */
export async function publishedAt(publicUrl: string, patienceMs = 5_000): Promise<readonly PublishedLog[]> {
  const place = `${publicUrl}/log/checkpoint`;
  // An installation that is down, or has published nothing yet, answers no note; that is no reason to stop.
  const head = await download(place, patienceMs).then(headOfNote, () => null);
  return head ? [publishedLog(place, head)] : [];
}

/** Whether the data folder knows what its log has signed last. */
export async function hasLock(dataDir: string): Promise<boolean> {
  return (await lastLocked(dataDir)) !== null;
}

async function lastLocked(dataDir: string): Promise<{ place: string; text: string } | null> {
  const folder = join(dataDir, lockFolder);
  const last = (await readdir(folder).catch(() => []))
    .filter((name) => /^\d{12}$/.test(name))
    .toSorted()
    .at(-1);
  if (last === undefined) return null;
  const place = join(folder, last);
  return { place, text: await readFile(place, "utf8") };
}

function headOfNote(bytes: Uint8Array): Checkpoint {
  return parseCheckpoint(parseNote(bytes).text);
}

function stated(place: string, read: () => Checkpoint): PublishedLog {
  try {
    return publishedLog(place, read());
  } catch (error) {
    throw new OperatorError([
      `${place} 不是公开日志的检查点（${(error as Error).message}）`,
      `${place} is no checkpoint of a public log (${(error as Error).message})`,
    ]);
  }
}

function publishedLog(place: string, { size, root }: Checkpoint): PublishedLog {
  return { place, size, root: Buffer.from(root).toString("hex") };
}

async function download(address: string, patienceMs: number): Promise<Uint8Array> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length > maximalNoteBytes) throw new Error(`${bytes.length} bytes`);
  return bytes;
}

function noAnswer(address: string, why: string): OperatorError {
  return new OperatorError([
    `--published=${address} 没有给出检查点（${why}）：请核对地址`,
    `--published=${address} gives no checkpoint (${why}): check the address`,
  ]);
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}
