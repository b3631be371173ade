import type { JsonObject, StoredEvent } from "@mingzhang/event-store";

/** An event as a line of a backup, without its line end: position as digits, the rest as the store gives it. */
export function eventLine(event: StoredEvent): string {
  const { position, recordedAt, stream, revision, id, type, data, meta } = event;
  return JSON.stringify({ position: String(position), recordedAt, stream, revision, id, type, data, meta });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Reads a line. Throws where it is none: the bytes are those that were written, so another program wrote them. */
export function readEventLine(line: string): StoredEvent {
  const { position, recordedAt, stream, revision, id, type, data, meta } = JSON.parse(line) as Record<string, unknown>;
  const isEvent =
    typeof position === "string" &&
    /^[1-9]\d{0,18}$/.test(position) &&
    typeof recordedAt === "string" &&
    instant.test(recordedAt) &&
    typeof stream === "string" &&
    typeof revision === "number" &&
    Number.isSafeInteger(revision) &&
    typeof id === "string" &&
    uuid.test(id) &&
    typeof type === "string" &&
    isObject(data) &&
    isObject(meta);
  if (!isEvent) throw new Error(`no event: ${line.slice(0, 80)}`);
  return { position: BigInt(position), recordedAt, stream, revision, id, type, data, meta };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
