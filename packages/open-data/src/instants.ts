const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/** Returns `text` where it is a calendar day that exists (`2016-02-29`). Throws a TypeError otherwise. */
export function requireDay(text: string): string {
  const match = day.exec(text);
  if (!match) throw new TypeError(`not a calendar day: ${text}`);
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new TypeError(`a day that does not exist: ${text}`);
  }
  return text;
}

/**
 * Returns `text` where it is a UTC instant in the form of RFC 3339 (`2026-01-09T02:11:07.123456Z`).
 * It is passed on digit by digit: a Date would cut the microseconds off. Throws a TypeError otherwise.
 */
export function requireInstant(text: string): string {
  const match = instant.exec(text);
  if (!match?.[1]) throw new TypeError(`not a UTC instant: ${text}`);
  requireDay(match[1]);
  return text;
}
