import { setTimeout as sleep } from "node:timers/promises";
import type { EventStore, StoredEvent } from "../event-store.ts";
import { events, everything, follow, randomMs } from "./given.ts";

const writers = 32;
const appendsEach = 12;
/** Written when all others have been acknowledged. */
const lastStream = "the end";

/** What this needs of a store. */
type WatchedStore = Pick<EventStore, "append" | "readAll" | "subscribe">;

export interface Watched {
  /** Ids in the order of the positions that the writers were told. */
  readonly acknowledged: readonly string[];
  /** What lies in the store at the end. */
  readonly stored: readonly StoredEvent[];
  /** What two readers saw while it was written, in their order: one subscribed, one read page by page. */
  readonly subscribed: readonly StoredEvent[];
  readonly paged: readonly StoredEvent[];
}

/** Ids that a reader did not see, ids that it saw again, and whether it saw them in another order than the store's. */
interface ReaderFaults {
  readonly missed: readonly string[];
  readonly repeated: readonly string[];
  readonly disordered: boolean;
}

export interface Faults {
  readonly subscribed: ReaderFaults;
  readonly paged: ReaderFaults;
  /** Acknowledged and not stored. */
  readonly lost: readonly string[];
  /** Whether the store holds its events in another order than the positions say that its writers were told. */
  readonly disordered: boolean;
}

const none: ReaderFaults = { missed: [], repeated: [], disordered: false };
export const noFaults: Faults = { subscribed: none, paged: none, lost: [], disordered: false };

/** Many writers append through the stores, with random pauses, while two readers follow. */
export async function watchManyWriters(stores: readonly WatchedStore[], reader: WatchedStore): Promise<Watched> {
  const following = follow(reader, { after: 0n, batchSize: 7 }, ended);
  const paging = readOn(reader);
  const told: { readonly position: bigint; readonly ids: readonly string[] }[] = [];
  const write = async (writer: number, stream: string, size: number): Promise<void> => {
    const given = events(size);
    const answer = await stores[writer % stores.length]?.append(stream, "any", given);
    if (answer?.kind !== "appended") throw new Error("An append was refused that expected nothing.");
    told.push({ position: answer.position, ids: given.map(({ id }) => id) });
  };
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let index = 0; index < appendsEach; index += 1) {
        await write(writer, `plan-${writer % 5}`, 1 + randomMs(3));
        await sleep(randomMs(4));
      }
    }),
  );
  await write(0, lastStream, 1);
  const [batches, paged] = await Promise.all([following, paging]);
  const inOrder = told.toSorted((one, other) => (one.position < other.position ? -1 : 1));
  const acknowledged = inOrder.flatMap(({ ids }) => ids);
  return { acknowledged, stored: await everything(reader), subscribed: batches.flat(), paged };
}

export function faultsOf({ acknowledged, stored, subscribed, paged }: Watched): Faults {
  const ids = stored.map(({ id }) => id);
  const kept = new Set(ids);
  return {
    subscribed: readerFaults(ids, subscribed),
    paged: readerFaults(ids, paged),
    lost: acknowledged.filter((id) => !kept.has(id)),
    disordered: ids.join() !== acknowledged.join() || !rises(stored),
  };
}

function readerFaults(ids: readonly string[], seen: readonly StoredEvent[]): ReaderFaults {
  const seenIds = seen.map(({ id }) => id);
  const once = new Set(seenIds);
  return {
    missed: ids.filter((id) => !once.has(id)),
    repeated: seenIds.filter((id, index) => seenIds.indexOf(id) !== index),
    disordered: [...once].join() !== ids.filter((id) => once.has(id)).join(),
  };
}

function rises(stored: readonly StoredEvent[]): boolean {
  return stored.every(({ position }, index) => index === 0 || position > (stored[index - 1]?.position ?? 0n));
}

/** Reads on from where it is, over and over. */
async function readOn(store: WatchedStore): Promise<readonly StoredEvent[]> {
  const seen: StoredEvent[] = [];
  while (!ended(seen)) {
    const batch = await store.readAll({ after: seen.at(-1)?.position ?? 0n, limit: 5 });
    seen.push(...batch);
    if (batch.length === 0) await sleep(1);
  }
  return seen;
}

function ended(seen: readonly StoredEvent[]): boolean {
  return seen.at(-1)?.stream === lastStream;
}
