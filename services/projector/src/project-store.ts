import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { openWriter, PoisonEvent, type ReadModelWriter, rebuildReadModels } from "@mingzhang/read-models";
import { ConnectionLost, StoreTrouble } from "./trouble.ts";
import { wholeAppends } from "./whole-appends.ts";

export interface Source {
  readonly store: EventStore;
  readonly connection: Parameters<typeof openWriter>[0]["connection"];
  readonly schema?: string;
  readonly batchSize?: number;
}

/** What a run of the projector tells while it goes on. */
export interface Telling {
  waiting(): void;
  rebuilding(position: bigint, headPosition: bigint): void;
  /** The tables hold everything up to the position. */
  projected(position: bigint): void;
}

/**
 * Waits to be the only writer, brings the tables to this version, and projects what comes until the signal aborts or
 * the store closes. Rejects where the connection breaks or an event does not fit.
 */
export async function projectStore(source: Source, telling: Telling, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const lost = new AbortController();
    const stop = AbortSignal.any([signal, lost.signal]);
    const done = await writeOnce(source, telling, { stop, onLost: (error) => lost.abort(error) }).catch((error) => {
      // Whatever else was under way broke off because of it.
      throw lost.signal.aborted ? new ConnectionLost(lost.signal.reason) : error;
    });
    if (lost.signal.aborted) throw new ConnectionLost(lost.signal.reason);
    if (done === "followed") return;
  }
}

/** One turn as the writer: to replace tables of another version, or to follow the store. */
async function writeOnce(
  source: Source,
  telling: Telling,
  { stop, onLost }: { stop: AbortSignal; onLost: (error: Error) => void },
): Promise<"rebuilt" | "followed"> {
  const { connection, schema, store } = source;
  const tables = { connection, ...(schema === undefined ? {} : { schema }) };
  telling.waiting();
  const writer = await openWriter({ ...tables, signal: stop, onLost });
  try {
    if (writer.upToDate) {
      await followStore(source, { writer, telling, stop });
      return "followed";
    }
    const onProgress = ({ position, headPosition }: { position: bigint; headPosition: bigint }) =>
      telling.rebuilding(position, headPosition);
    await rebuildReadModels({ ...tables, store, signal: stop, onProgress });
    return "rebuilt";
  } finally {
    await writer.close().catch(() => undefined);
  }
}

async function followStore(
  { store, batchSize = 500 }: Source,
  { writer, telling, stop }: { writer: ReadModelWriter; telling: Telling; stop: AbortSignal },
): Promise<void> {
  const { position: head } = await store.head().catch((error: unknown) => {
    throw new StoreTrouble(error);
  });
  if (head < writer.position()) {
    throw new Error(
      `the tables hold events up to ${writer.position()}, and the store ends at ${head}: it is another store or an ` +
        "older copy. Rebuild the read models (npm run rebuild), or restore the store.",
    );
  }
  telling.projected(writer.position());
  const batches = store.subscribe({ after: writer.position(), batchSize, signal: stop })[Symbol.asyncIterator]();
  for (;;) {
    const next = await batches.next().catch((error: unknown) => {
      throw new StoreTrouble(error);
    });
    if (next.done || stop.aborted) return;
    await applyUpToPoison(writer, next.value, telling);
  }
}

/** Of a batch with an event that does not fit, everything before that event's append is projected. */
async function applyUpToPoison(
  writer: ReadModelWriter,
  batch: readonly StoredEvent[],
  telling: Telling,
): Promise<void> {
  const apply = async (events: readonly StoredEvent[]): Promise<void> => {
    await writer.apply(events);
    telling.projected(writer.position());
  };
  try {
    await apply(batch);
  } catch (error) {
    const appends = wholeAppends(batch);
    if (!(error instanceof PoisonEvent) || appends.length === 1) throw error;
    for (const append of appends) await apply(append);
  }
}
