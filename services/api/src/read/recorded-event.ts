import type { Names, PlanEvent } from "@mingzhang/domain";
import type { EventRow, ResolvedMoment } from "@mingzhang/read-models";
import type { Reads } from "./reads.ts";

/** An event as the schema shows it. What the tables add to it is read only where a query asks for it. */
export interface RecordedEventModel {
  readonly event: PlanEvent;
  readonly names: () => Promise<Names>;
  /** Null where the tables do not hold the event yet. */
  readonly row: () => Promise<EventRow | null>;
}

/** Whether an event is of a plan: those of the installation itself are in the public log, and not in the schema. */
export function isOfPlan(row: EventRow): row is EventRow<PlanEvent> {
  return row.event.plan !== null;
}

export function rowModel(row: EventRow<PlanEvent>, names: () => Promise<Names>): RecordedEventModel {
  return { event: row.event, names, row: async () => row };
}

/** An event at the moment of a view. */
export function eventModel(event: PlanEvent, moment: ResolvedMoment, reads: Reads): RecordedEventModel {
  return { event, names: () => reads.names(event.plan, moment), row: () => reads.rowOf(event, moment) };
}

/** More than this is not waited for before it is said that the tables do not show an event yet. */
const visibleWithinMs = 2000;

/**
 * Events outside of any view, as known when they are looked at: after a recording the request's own "now" is past. They
 * may have been recorded a moment ago, by anybody, so the tables are waited for.
 */
export function eventsNow(events: readonly PlanEvent[], reads: Reads): readonly RecordedEventModel[] {
  let later: Promise<Reads> | undefined;
  const last = events.reduce((most, { position }) => (position > most ? position : most), 0n);
  const settled = async (): Promise<Reads> => {
    await reads.models.waitFor(last, visibleWithinMs);
    return reads.fresh();
  };
  const now = (): Promise<Reads> => (later ??= settled());
  return events.map((event) => ({
    event,
    names: async () => {
      const fresh = await now();
      return fresh.names(event.plan, await fresh.momentOf(event.plan, {}));
    },
    row: async () => {
      const fresh = await now();
      return fresh.rowOf(event, await fresh.moment({}));
    },
  }));
}
