import type { JsonObject, StoredEvent } from "../event-store.ts";

/** As text; `rest`, how many events of the same append lie behind it, only where everything is read. */
export type EventRow = [
  position: string,
  recordedAt: string,
  id: string,
  revision: string,
  stream: string,
  type: string,
  data: string,
  meta: string,
  rest?: string,
];

/** Every column costs the driver time for each event. */
export const eventColumns = "position, recorded_at, id, revision, stream, type, data, meta";
export const restColumn = "append_size - append_index - 1";

/**
 * An event whose content is left as the JSON text that was stored: for those who pass it on and do not look into it.
 */
export interface EventText extends Omit<StoredEvent, "data" | "meta"> {
  readonly data: string;
  readonly meta: string;
}

export function decodeText(row: EventRow): EventText {
  const [position, recordedAt, id, revision, stream, type, data, meta] = row;
  return {
    id,
    type,
    data,
    meta,
    stream,
    revision: Number(revision),
    position: BigInt(position),
    recordedAt: decodeInstant(recordedAt),
  };
}

export function decodeEvent(row: EventRow): StoredEvent {
  const [position, recordedAt, id, revision, stream, type, data, meta] = row;
  return {
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    meta: JSON.parse(meta) as JsonObject,
    stream,
    revision: Number(revision),
    position: BigInt(position),
    recordedAt: decodeInstant(recordedAt),
  };
}

const utcSuffix = "+00";

/** From PostgreSQL's ISO text in UTC, `2026-01-09 02:11:07.1234+00`, which leaves trailing zeros out. */
export function decodeInstant(text: string): string {
  if (text.charAt(10) !== " " || !text.endsWith(utcSuffix)) {
    throw new Error(`The database sent the instant ${JSON.stringify(text)} and not ISO text in UTC.`);
  }
  const fraction = text.slice(20, -utcSuffix.length);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(6, "0")}Z`;
}

let formatted = { second: -1, text: "" };

/** Exact for every instant up to the year 2255. */
export function instantOfMicros(micros: number): string {
  const second = Math.floor(micros / 1_000_000);
  // The appends of a group lie in one second, and mostly those of its neighbours too.
  if (formatted.second !== second) {
    formatted = { second, text: new Date(second * 1_000).toISOString().slice(0, 19) };
  }
  return `${formatted.text}.${(micros - second * 1_000_000).toString().padStart(6, "0")}Z`;
}
