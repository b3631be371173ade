import {
  fromStored,
  installationStream,
  type PlanEvent,
  type RecordedEvent,
  recordedFrom,
  streamOf,
} from "@mingzhang/domain";
import type { PlanEventRow } from "./tables.ts";

/** Columns that an event is read back from. */
export type EventColumns = Pick<
  PlanEventRow,
  "id" | "type" | "data" | "meta" | "plan" | "revision" | "position" | "recorded_at"
>;

/** The event as the store holds it: old versions are lifted when they are read, and not when they are kept. */
export function eventOfRow(row: EventColumns): RecordedEvent {
  return recordedFrom(storedOf(row));
}

/** The same of a row of a plan. Throws where it is one of the installation. */
export function planEventOfRow(row: EventColumns): PlanEvent {
  return fromStored(storedOf(row));
}

function storedOf(row: EventColumns): Parameters<typeof fromStored>[0] {
  return {
    id: row.id,
    type: row.type,
    data: row.data,
    meta: row.meta,
    stream: row.plan === null ? installationStream : streamOf(row.plan),
    revision: row.revision,
    position: row.position,
    recordedAt: row.recorded_at,
  };
}
