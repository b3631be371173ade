import type { PlanEvent } from "../event/plan-event.ts";
import type { Day } from "../time/day.ts";
import type { Instant } from "../time/instant.ts";

/** An event that counts in a view, under the identity of its fact. */
export interface LiveEvent {
  readonly event: PlanEvent;
  /** Id of the first event of the chain of corrections: what later facts refer to. */
  readonly fact: string;
  /** Position of that first event: a correction stands where the corrected fact stood. */
  readonly place: bigint;
  /** Fact identity of any event id of this plan: a reference may name an event that was corrected since. */
  readonly resolve: (eventId: string) => string;
}

export interface Moment {
  readonly asOf: Day;
  readonly knownAt: Instant;
}

/**
 * The events that count at `moment`, in the order in which they are folded: known by then, corrections resolved,
 * occurred by then, by date and place. The definition of a view rests on this function.
 */
export function timeline(events: readonly PlanEvent[], moment: Moment): readonly LiveEvent[] {
  const known = events.filter((event) => event.recordedAt <= moment.knownAt);
  return ordered(resolved(known).filter(({ event }) => event.occurredOn <= moment.asOf));
}

/** Corrections resolved: of each chain the last event, under the identity and at the place of the first. */
export function resolved(known: readonly PlanEvent[]): readonly LiveEvent[] {
  const byPosition = known.toSorted((a, b) => compare(a.position, b.position));
  const roots = new Map<string, { fact: string; place: bigint }>();
  const replaced = new Set<string>();
  for (const event of byPosition) {
    const before = event.replaces ? roots.get(event.replaces.event) : undefined;
    if (event.replaces && !before) throw new Error(`${event.id} replaces ${event.replaces.event}, which is not known`);
    roots.set(event.id, before ?? { fact: event.id, place: event.position });
    if (event.replaces) replaced.add(event.replaces.event);
  }
  const resolve = (id: string): string => roots.get(id)?.fact ?? id;
  return byPosition
    .filter((event) => !replaced.has(event.id) && event.type !== "RecordVoided")
    .map((event) => ({ event, resolve, ...(roots.get(event.id) as { fact: string; place: bigint }) }));
}

/** Fold order: by the day in the world, then by place. */
export function ordered(live: readonly LiveEvent[]): readonly LiveEvent[] {
  return live.toSorted(inFoldOrder);
}

export function inFoldOrder(a: LiveEvent, b: LiveEvent): number {
  if (a.event.occurredOn !== b.event.occurredOn) return a.event.occurredOn < b.event.occurredOn ? -1 : 1;
  return compare(a.place, b.place);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
