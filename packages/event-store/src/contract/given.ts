import { randomUUID } from "node:crypto";
import type { EventStore, JsonObject, NewEvent, StoredEvent, SubscribeOptions } from "../event-store.ts";

export function event(data: JsonObject = {}, type = "ThingHappened"): NewEvent {
  return { id: randomUUID(), type, data, meta: { actor: "tester" } };
}

export function events(count: number): readonly NewEvent[] {
  return Array.from({ length: count }, (_, index) => event({ index }));
}

/** Everything in the store, read in small steps. */
export async function everything(store: Pick<EventStore, "readAll">, limit = 200): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const batch = await store.readAll({ after: all.at(-1)?.position ?? 0n, limit });
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

/** Follows until `enough` says so, then aborts; gives the batches as they came. */
export async function follow(
  store: Pick<EventStore, "subscribe">,
  options: Omit<SubscribeOptions, "signal">,
  enough: (seen: readonly StoredEvent[]) => boolean,
): Promise<readonly (readonly StoredEvent[])[]> {
  const abort = new AbortController();
  const batches: (readonly StoredEvent[])[] = [];
  for await (const batch of store.subscribe({ ...options, signal: abort.signal })) {
    batches.push(batch);
    if (enough(batches.flat())) abort.abort();
  }
  return batches;
}

/** The batch ends where an append ends, as seen in the whole store: no append lies on both sides of the cut. */
export function splitsAnAppend(batch: readonly StoredEvent[], all: readonly StoredEvent[]): boolean {
  const last = batch.at(-1);
  const next = all[all.findIndex((stored) => stored.position === last?.position) + 1];
  return last !== undefined && next !== undefined && next.recordedAt === last.recordedAt;
}

export function randomMs(most: number): number {
  return Math.floor(Math.random() * most);
}
