import {
  dayOfInstant,
  decide,
  emptyHistory,
  extended,
  fromStored,
  instantOf,
  streamOf,
  toStored,
} from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import type { Step } from "./book.ts";
import { simulatedId } from "./simulated-id.ts";

/** The clock by which the store of a demonstration sets `recordedAt`. */
export interface SimulatedClock {
  readonly now: () => Date;
  readonly set: (at: Date) => void;
}

export function simulatedClock(start: Date): SimulatedClock {
  let current = start;
  return {
    now: () => current,
    set(at) {
      current = at;
    },
  };
}

/**
 * Records the script through the domain's decisions, as clerks would: each entry is decided on the day of its keying.
 * What an interrupted run has left is completed. Gives the number of entries recorded now; throws on a refusal, as the
 * script is part of the product.
 */
export async function recordDemo(
  store: EventStore,
  { slug, steps, clock }: { slug: string; steps: readonly Step[]; clock: SimulatedClock },
): Promise<number> {
  const stream = streamOf(slug);
  const recorded = (await store.readStream(stream)).map((stored) => fromStored(stored));
  const known = new Set(recorded.map(({ id }) => id));
  let history = extended(emptyHistory, recorded);
  let count = 0;
  for (const { key, keyedInAt, command } of steps) {
    if (known.has(simulatedId(key, 0))) continue;
    const context = { plan: slug, simulated: true, today: dayOfInstant(instantOf(keyedInAt)) };
    const decision = decide(history, command, { ...context, newId: (index) => simulatedId(key, index) });
    if (!decision.ok) throw new Error(`${key} is refused: ${decision.refusals.map(({ code }) => code).join(", ")}`);
    clock.set(keyedInAt);
    const by = { actor: "demo", command: key, digest: "demo" };
    const last = history.events.length - 1;
    const events = decision.facts.map((fact) => toStored(fact, by));
    const appended = await store.append(stream, last < 0 ? "absent" : { revision: last }, events);
    if (appended.kind === "conflict") throw new Error(`${stream} was written by somebody else during the simulation`);
    const first = {
      revision: appended.revision - events.length + 1,
      position: appended.position - BigInt(events.length - 1),
    };
    const stored = events.map((event, index) => ({
      ...event,
      stream,
      revision: first.revision + index,
      position: first.position + BigInt(index),
      recordedAt: appended.recordedAt,
    }));
    history = extended(history, stored.map(fromStored));
    count += 1;
  }
  return count;
}
