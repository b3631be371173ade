import { setTimeout as pause } from "node:timers/promises";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import {
  openWriter,
  type ReadModelWriter,
  rebuildReadModels,
  RebuildRunning,
  type RebuildProgress,
} from "@mingzhang/read-models";
import { createWord, type Word } from "./word.ts";
import { ConnectionLost, StoreTrouble } from "./trouble.ts";

export interface Source {
  readonly store: EventStore;
  readonly connection: Parameters<typeof openWriter>[0]["connection"];
  readonly schema?: string;
  readonly batchSize?: number;
}

/** What a run of the projector tells while it goes on. */
export interface Telling {
  /** Another worker writes what this one would. */
  waiting(): void;
  rebuilding(progress: RebuildProgress): void;
  /** It works on the parts that it holds; the tables are whole up to the position. */
  working(position: bigint): void;
}

/** How often a worker says that it lives, looks for what nobody holds, and for what it has heard nothing of. */
const tendMs = 400;
const rebuildLookMs = 500;

/**
 * Takes part in the work until the signal aborts or the store closes: as the one who reads the store, as one who folds
 * plans, or as both. Brings the tables to this version first. Rejects where the connection breaks or an event stops
 * everything.
 */
export async function projectStore(source: Source, telling: Telling, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const lost = new AbortController();
    const stop = AbortSignal.any([signal, lost.signal]);
    const done = await workOnce(source, telling, { stop, onLost: (error) => lost.abort(error) }).catch((error) => {
      // Whatever else was under way broke off because of it.
      throw lost.signal.aborted ? new ConnectionLost(lost.signal.reason) : error;
    });
    if (lost.signal.aborted) throw new ConnectionLost(lost.signal.reason);
    if (done === "followed") return;
  }
}

/** One turn as a worker: to replace tables of another version, or to keep those that are there in step. */
async function workOnce(
  source: Source,
  telling: Telling,
  { stop, onLost }: { stop: AbortSignal; onLost: (error: Error) => void },
): Promise<"rebuilt" | "followed"> {
  const { connection, schema, store } = source;
  const tables = { connection, ...(schema === undefined ? {} : { schema }) };
  const word = createWord(stop);
  const writer = await openWriter({ ...tables, signal: stop, onLost, onMoved: word.say });
  try {
    if (writer.upToDate) {
      await work(source, { writer, word, telling, stop });
      return "followed";
    }
    await rebuildReadModels({ ...tables, store, signal: stop, onProgress: telling.rebuilding }).catch(async (error) => {
      if (!(error instanceof RebuildRunning)) throw error;
      telling.waiting();
      await pause(rebuildLookMs, undefined, { signal: stop }).catch(() => undefined);
    });
    return "rebuilt";
  } finally {
    await writer.close().catch(() => undefined);
  }
}

/**
 * The loop of a worker. Everything runs one after another on its one connection: the next batch of the store where it
 * holds the spine, looking after what it holds, and what its shards are behind with.
 */
async function work(
  source: Source,
  { writer, word, telling, stop }: { writer: ReadModelWriter; word: Word; telling: Telling; stop: AbortSignal },
): Promise<void> {
  let tended = performance.now();
  let reading: StoreReading | null = null;
  try {
    while (!stop.aborted) {
      if (writer.spine() !== null) reading ??= await followStore(source, { writer, word, stop });
      const batch = reading?.take();
      if (batch) await writer.apply(batch);
      // After the batch, which somebody may wait for.
      if (performance.now() - tended >= tendMs) {
        await writer.tend();
        tended = performance.now();
      }
      while (await writer.catchUp()) {
        if (stop.aborted || performance.now() - tended >= tendMs) break;
      }
      telling.working(writer.position());
      if (reading?.ended) return;
      if (!batch) await word.next(tendMs);
    }
  } finally {
    reading?.stop();
  }
}

/** The store's batches as they come, at most one ahead of what is written. */
interface StoreReading {
  readonly ended: boolean;
  /** The next batch where there is one. Throws what reading threw. */
  take(): readonly StoredEvent[] | null;
  stop(): void;
}

async function followStore(
  { store, batchSize = 1_000 }: Source,
  { writer, word, stop }: { writer: ReadModelWriter; word: Word; stop: AbortSignal },
): Promise<StoreReading> {
  const after = writer.spine() ?? 0n;
  const { position: head } = await store.head().catch((error: unknown) => {
    throw new StoreTrouble(error);
  });
  if (head < after) {
    throw new Error(
      `the tables hold events up to ${after}, and the store ends at ${head}: it is another store or an ` +
        "older copy. Rebuild the read models (npm run rebuild), or restore the store.",
    );
  }
  const ending = new AbortController();
  const signal = AbortSignal.any([stop, ending.signal]);
  const batches = store.subscribe({ after, batchSize, signal })[Symbol.asyncIterator]();
  let ready: readonly StoredEvent[] | null = null;
  let trouble: unknown = null;
  let ended = false;
  const next = async (): Promise<void> => {
    const one = await batches.next();
    if (one.done) ended = true;
    else ready = one.value;
  };
  const fetch = (): void => {
    void next()
      .catch((error: unknown) => (trouble = new StoreTrouble(error)))
      .finally(word.say);
  };
  fetch();
  return {
    get ended() {
      return ended;
    },
    take() {
      if (trouble) throw trouble;
      const batch = ready;
      ready = null;
      if (batch) fetch();
      return batch;
    },
    stop: () => ending.abort(),
  };
}
