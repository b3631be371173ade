import {
  type Checkpoint,
  formatCheckpoint,
  LogFault,
  maximalNoteBytes,
  openCheckpoint,
  parseCheckpoint,
  rootAt,
  treeRoot,
  VerifiedTiles,
} from "@mingzhang/transparency-log";
import type { LogKeys } from "../keys/log-keys.ts";
import type { Locked, LockStore } from "../lock/lock-store.ts";
import { LogRefusal } from "../log-refusal.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { refuseMissing } from "./refuse-missing.ts";
import { LogTree, provedBundle } from "./log-tree.ts";
import { type PublicEvents, refuseOther } from "./public-events.ts";

/** The three stores of a log. Each of them is checked against the others before a writer does anything. */
export interface LogPlaces {
  readonly storage: LogStorage;
  readonly lock: LockStore;
  readonly keys: LogKeys;
}

/** A log that may grow. */
export interface OpenLog {
  readonly locked: Locked;
  readonly checkpoint: Checkpoint;
  readonly tree: LogTree;
  /** Size of the checkpoint that the public sees; null before the first one. */
  readonly publishedSize: number | null;
}

/**
 * Begins a log where there is none at all: no lock, no file, no key. The lock comes first, so that a crash between the
 * steps is gone on from. A `LogRefusal` where a part of a log is there without the others.
 */
export async function beginLog({ storage, lock, keys }: LogPlaces, origin: string, now: Date): Promise<void> {
  const [before, terms] = await Promise.all([lock.read(), keys.terms()]);
  if (before === null) {
    const more = terms.length > 0 || (await anyFile(storage));
    // Where another process began the log between these looks, its lock is there by now.
    if (more && (await lock.read()) === null) throw new LogRefusal("lock-missing", origin);
    await lock.replace(null, formatCheckpoint({ origin, size: 0, root: treeRoot([]) }));
  }
  const { origin: known, size } = parseCheckpoint((before ?? (await lock.read()))?.checkpoint ?? "");
  if (known !== origin) throw new LogRefusal("origin-changed", `${known} ≠ ${origin}`);
  if (terms.length > 0) return;
  // Where another process began the log between these looks, its key came before its first entry.
  if (size > 0 && (await keys.terms()).length === 0) throw new LogRefusal("key-missing", origin);
  if (size === 0) await keys.begin(origin, now);
}

/** The origin of a log that has begun; null where none has. */
export async function originOf(lock: LockStore): Promise<string | null> {
  const locked = await lock.read();
  return locked && parseCheckpoint(locked.checkpoint).origin;
}

/**
 * Reads the lock store and checks that files and served checkpoint are of the tree that it names, and that the newest
 * entries are what the events say. Another writer may grow the log between the reads, and what is served is then newer
 * than the lock as it was: only what does not fit the lock as it still is, is a `LogRefusal`.
 */
export async function openLog(places: Omit<LogPlaces, "keys">, events: PublicEvents): Promise<OpenLog> {
  let locked = await readLock(places);
  for (;;) {
    try {
      return await openAt(locked, places, events);
    } catch (error) {
      if (!(error instanceof LogRefusal)) throw error;
      const next = await readLock(places);
      if (next.generation <= locked.generation) throw error;
      locked = next;
    }
  }
}

async function readLock({ lock }: Pick<LogPlaces, "lock">): Promise<Locked> {
  const locked = await lock.read();
  if (locked === null) throw new LogRefusal("lock-missing", "checkpoint");
  return locked;
}

async function openAt(locked: Locked, { storage }: Pick<LogPlaces, "storage">, events: PublicEvents): Promise<OpenLog> {
  const checkpoint = parseCheckpoint(locked.checkpoint);
  const tree = await LogTree.resume(storage, checkpoint);
  const publishedSize = await checkPublished(storage, checkpoint);
  if (checkpoint.size > 0) {
    const tiles = await VerifiedTiles.open(storage, checkpoint);
    await compareWithEvents(storage, events, { tiles, index: checkpoint.size - 1 });
  }
  return { locked, checkpoint, tree, publishedSize };
}

async function checkPublished(storage: LogStorage, checkpoint: Checkpoint): Promise<number | null> {
  const bytes = await storage.read("checkpoint", maximalNoteBytes);
  if (bytes === undefined) return null;
  try {
    const { size, origin, root } = openCheckpoint(bytes).checkpoint;
    if (origin !== checkpoint.origin || size > checkpoint.size) throw new LogRefusal("log-differs", "checkpoint");
    const tiles = await VerifiedTiles.open(storage, checkpoint);
    if (!Buffer.from(await rootAt(tiles, size)).equals(root)) throw new LogRefusal("log-differs", "checkpoint");
    return size;
  } catch (error) {
    throw error instanceof LogFault ? new LogRefusal("log-differs", "checkpoint") : error;
  }
}

const compared = 256;

/**
 * Compares entries from an index on with the events that they were made of, and their bundle with the tree; answers
 * where the next comparison goes on. A `LogRefusal` where an event is missing or another one.
 */
export async function compareWithEvents(
  storage: LogStorage,
  events: PublicEvents,
  { tiles, index }: { tiles: VerifiedTiles; index: number },
): Promise<number> {
  const first = index - (index % compared);
  const [entries, found] = await Promise.all([
    provedBundle(storage, tiles, index).catch(named),
    events.from(first, compared),
  ]);
  for (const [at, entry] of entries.entries()) {
    const event = found[at];
    if (event === undefined) return refuseMissing(events, first + at);
    refuseOther(event, entry);
  }
  return first + entries.length;
}

function named(error: unknown): never {
  if (!(error instanceof LogFault)) throw error;
  throw new LogRefusal(error.code === "file-missing" ? "log-missing" : "log-differs", error.place ?? "");
}

/** Whether any file of a log is there: what every log of one entry or more has. */
async function anyFile(storage: LogStorage): Promise<boolean> {
  const first = ["checkpoint", "tile/0/000", "tile/entries/000", "key-history/1"];
  const sizes = await Promise.all(first.map((path) => storage.head(path)));
  return sizes.some((size) => size !== undefined);
}
