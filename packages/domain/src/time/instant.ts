import { isDay } from "./day.ts";

/** UTC with microseconds, `2026-01-09T02:11:07.123456Z`. Text order is time order. */
export type Instant = string;

const form =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads an ISO 8601 instant with zone, up to microseconds, and writes it in canonical form; null where it is none.
 * JavaScript's Date would drop the microseconds, and with them the order of two appends in one millisecond.
 */
export function parseInstant(text: string): Instant | null {
  const match = form.exec(text);
  if (!match) return null;
  const [, day = "", hour = "", minute = "", second = "00", fraction = "", zone = ""] = match;
  if (!isDay(day)) return null;
  const ms = Date.parse(`${day}T${hour}:${minute}:${second}.000${zone}`);
  if (!Number.isFinite(ms)) return null;
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.padEnd(6, "0")}Z`;
}

/** Canonical form of a clock reading. */
export function instantOf(date: Date): Instant {
  return `${date.toISOString().slice(0, 23)}000Z`;
}
