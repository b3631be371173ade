import { fromStored, type PlanEvent, replay, stateHash } from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import type { PlanPart } from "./manifest.ts";

const page = 2_000;

export interface Pair {
  readonly asOf: string;
  readonly knownAt: string;
}

/** Hash of a plan's view by the plain fold of its events, as many as the part names; null before its adoption. */
export async function planHash(
  store: Pick<EventStore, "readStream">,
  { stream, events }: PlanPart,
  pair: Pair,
): Promise<string | null> {
  const history: PlanEvent[] = [];
  while (history.length < events) {
    const limit = Math.min(page, events - history.length);
    const part = await store.readStream(stream, { from: history.length, limit });
    if (part.length === 0) throw new Error(`${stream} ends at ${history.length} of ${events} events`);
    history.push(...part.map((one) => fromStored(one)));
  }
  const { view } = replay(history, pair) ?? {};
  return view ? stateHash(view) : null;
}
