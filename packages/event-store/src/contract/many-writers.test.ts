import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { EventStore, NewEvent, StoredEvent } from "../event-store.ts";
import { memoryStore } from "../memory/memory-store.ts";
import { randomMs } from "./given.ts";
import { faultsOf, noFaults, watchManyWriters } from "./many-writers.ts";

type Naive = Pick<EventStore, "append" | "readAll" | "subscribe">;

/**
 * What one would write first, and what libraries have shipped: a sequence hands positions out when an append begins,
 * the rows are seen when it ends, and readers keep the last position they have seen. `overlap`: the reader goes back
 * by so many positions before each look, as if that cured it.
 */
function naiveStore(overlap: bigint): Naive {
  const rows: StoredEvent[] = [];
  let sequence = 0n;

  async function append(stream: string, _: unknown, given: readonly NewEvent[]) {
    const recordedAt = new Date().toISOString();
    const batch = given.map((event) => ({ ...event, stream, revision: 0, position: (sequence += 1n), recordedAt }));
    await sleep(randomMs(5));
    rows.push(...batch);
    rows.sort((one, other) => (one.position < other.position ? -1 : 1));
    const position = batch.at(-1)?.position ?? 0n;
    return { kind: "appended", revision: 0, position, recordedAt, repeated: false } as const;
  }

  async function readAll({ after, limit }: { after: bigint; limit: number }): Promise<readonly StoredEvent[]> {
    return rows.filter(({ position }) => position > after).slice(0, limit);
  }

  async function* subscribe({ after, batchSize = 10, signal }: Parameters<EventStore["subscribe"]>[0]) {
    for (let cursor = after; !signal.aborted;) {
      const batch = await readAll({ after: cursor > overlap ? cursor - overlap : 0n, limit: batchSize });
      const last = batch.at(-1)?.position ?? cursor;
      if (last === cursor) await sleep(1);
      else yield batch;
      cursor = last;
    }
  }

  return { append, readAll, subscribe };
}

/** The memory store, whose appends begin at random moments of the event loop. */
function dawdling(): Naive {
  const store = memoryStore();
  return {
    append: async (stream, expectation, given) => {
      for (let turns = randomMs(20); turns > 0; turns -= 1) await Promise.resolve();
      return store.append(stream, expectation, given);
    },
    readAll: (options) => store.readAll(options),
    subscribe: (options) => store.subscribe(options),
  };
}

describe("watching many writers", () => {
  it("finds nothing wrong with a store that shows its appends in their order", async () => {
    const store = dawdling();
    expect(faultsOf(await watchManyWriters([store, store, store], store))).toEqual(noFaults);
  });

  it("finds what readers miss whose cursor is a position over rows that become visible out of order", async () => {
    const store = naiveStore(0n);
    const { subscribed, paged, lost } = faultsOf(await watchManyWriters([store], store));
    expect(subscribed.missed.length).toBeGreaterThan(0);
    expect(paged.missed.length).toBeGreaterThan(0);
    // They are there all the same: it is the readers who never come by.
    expect(lost).toEqual([]);
  });

  it("finds what comes twice where a reader goes back a little to miss nothing", async () => {
    const store = naiveStore(5n);
    const { subscribed } = faultsOf(await watchManyWriters([store], store));
    expect(subscribed.repeated.length).toBeGreaterThan(0);
  });

  it("finds what is acknowledged and not there, and what is there in another order", async () => {
    const store = dawdling();
    const watched = await watchManyWriters([store], store);
    const stored = [...watched.stored.slice(2, 4).toReversed(), ...watched.stored.slice(4)];
    const { lost, disordered } = faultsOf({ ...watched, stored });
    expect([lost.length, disordered]).toEqual([2, true]);
  });
});
