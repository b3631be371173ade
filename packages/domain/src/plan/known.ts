import type { PlanEvent } from "../event/plan-event.ts";
import type { LiveEvent } from "../replay/timeline.ts";
import { PersistentMap } from "./persistent-map.ts";

/** What is known of an event by its id. */
export interface Known {
  readonly event: PlanEvent;
  /** Id of the first event of its chain of corrections: itself, where it corrects nothing. */
  readonly fact: string;
  readonly replacedBy: string | null;
  /** What counts of the chain by now; only with the first event of a chain. */
  readonly live: LiveEvent | null;
  /** Facts that refund or reverse this one by now; only with the first event of a chain. */
  readonly settlers: readonly string[];
}

export type KnownEvents = PersistentMap<Known>;

export const nothingKnown: KnownEvents = PersistentMap.of<Known>();

/** What some more events add to what counts, and take from it. */
export interface Changes {
  readonly known: KnownEvents;
  readonly added: readonly LiveEvent[];
  readonly removed: readonly LiveEvent[];
}

/** Takes up events in the order of their recording: corrections resolved, everything found by its id. */
export function takenUp(before: KnownEvents, recorded: readonly PlanEvent[]): Changes {
  let known = before;
  const touched = new Set<string>();
  for (const event of recorded) {
    const { known: next, fact } = withEvent(known, event);
    known = next;
    touched.add(fact);
  }
  const added: LiveEvent[] = [];
  const removed: LiveEvent[] = [];
  for (const fact of touched) {
    const was = before.get(fact)?.live ?? null;
    const is = known.get(fact)?.live ?? null;
    if (was === is) continue;
    if (was) removed.push(was);
    if (is) added.push(is);
  }
  return { known, added, removed };
}

/** An event that corrects nothing as one that counts, naming others by their facts. */
export function asLive(known: KnownEvents, event: PlanEvent): LiveEvent {
  return { event, fact: event.id, place: event.position, resolve: resolverFor(known, event) };
}

/** The fact that an event refunds or reverses; null for every other kind. */
export function settledFact({ event, resolve }: LiveEvent): string | null {
  const named = namedBy(event);
  return named === null ? null : resolve(named);
}

function withEvent(known: KnownEvents, event: PlanEvent): { known: KnownEvents; fact: string } {
  if (known.get(event.id)) throw new Error(`${event.id} is recorded twice`);
  const { replaces } = event;
  if (!replaces) {
    const live = event.type === "RecordVoided" ? null : asLive(known, event);
    const next = known.with(event.id, { event, fact: event.id, replacedBy: null, live, settlers: [] });
    return { known: live ? settling(next, live, "joins") : next, fact: event.id };
  }
  const target = known.get(replaces.event);
  if (!target) throw new Error(`${event.id} replaces ${replaces.event}, which is not known`);
  if (target.replacedBy) throw new Error(`${event.id} replaces ${replaces.event}, as ${target.replacedBy} did before`);
  const { fact } = target;
  let next = known
    .with(replaces.event, { ...target, replacedBy: event.id })
    .with(event.id, { event, fact, replacedBy: null, live: null, settlers: [] });
  const first = next.get(fact) as Known;
  if (first.live) next = settling(next, first.live, "leaves");
  const place = first.event.position;
  const live = event.type === "RecordVoided" ? null : { event, fact, place, resolve: resolverFor(known, event) };
  next = next.with(fact, { ...(next.get(fact) as Known), live });
  return { known: live ? settling(next, live, "joins") : next, fact };
}

/** Enters a refund or a reversal with the transfer that it settles, or strikes it there. */
function settling(known: KnownEvents, live: LiveEvent, what: "joins" | "leaves"): KnownEvents {
  const fact = settledFact(live);
  const target = fact === null ? undefined : known.get(fact);
  if (fact === null || !target) return known;
  const others = target.settlers.filter((settler) => settler !== live.fact);
  return known.with(fact, { ...target, settlers: what === "joins" ? [...others, live.fact] : others });
}

const itself = (id: string): string => id;

/** An event names one other at most, and what that belongs to is known for ever: no table need be kept for it. */
function resolverFor(known: KnownEvents, event: PlanEvent): (id: string) => string {
  const named = namedBy(event);
  const fact = named === null ? undefined : known.get(named)?.fact;
  return fact === undefined || fact === named ? itself : (id) => (id === named ? fact : id);
}

function namedBy(event: PlanEvent): string | null {
  if (event.type === "RefundReceived") return event.data.payment;
  return event.type === "TransferReversed" ? event.data.transfer : null;
}
