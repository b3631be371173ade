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

export function rowModel(row: EventRow, names: () => Promise<Names>): RecordedEventModel {
  return { event: row.event, names, row: async () => row };
}

/** An event at the moment of a view. */
export function eventModel(event: PlanEvent, moment: ResolvedMoment, reads: Reads): RecordedEventModel {
  return { event, names: () => reads.names(event.plan, moment), row: () => reads.event(event.id, moment) };
}

/** An event outside of any view, as known now. */
export function eventNow(event: PlanEvent, reads: Reads): RecordedEventModel {
  return {
    event,
    names: async () => reads.names(event.plan, await reads.moment({})),
    row: async () => reads.event(event.id, await reads.moment({})),
  };
}
