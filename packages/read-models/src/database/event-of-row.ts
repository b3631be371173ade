import { fromStored, type PlanEvent, streamOf } from "@mingzhang/domain";
import type { PlanEventRow } from "./tables.ts";

/** Columns that an event is read back from. */
export type EventColumns = Pick<
  PlanEventRow,
  "id" | "type" | "data" | "meta" | "plan" | "revision" | "position" | "recorded_at"
>;

/** The event as the store holds it: old versions are lifted when they are read, and not when they are kept. */
export function eventOfRow(row: EventColumns): PlanEvent {
  return fromStored({
    id: row.id,
    type: row.type,
    data: row.data,
    meta: row.meta,
    stream: streamOf(row.plan),
    revision: row.revision,
    position: row.position,
    recordedAt: row.recorded_at,
  });
}
