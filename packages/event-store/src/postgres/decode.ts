import type { JsonObject, StoredEvent } from "../event-store.ts";

/** position, recorded at, id, revision, append index, append size, stream, type, data, meta: as text. */
export type EventRow = [string, string, string, string, string, string, string, string, string, string];

export const eventColumns = "position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta";

/** How many events of the row's append lie after it. */
export function restOfAppend(row: EventRow): number {
  return Number(row[5]) - Number(row[4]) - 1;
}

export function appendIndex(row: EventRow): number {
  return Number(row[4]);
}

export function decodeEvent(row: EventRow): StoredEvent {
  const [position, recordedAt, id, revision, , , stream, type, data, meta] = row;
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
