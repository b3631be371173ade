/** A calendar date in Asia/Shanghai, `2018-06-30`. Text order is date order. */
export type Day = string;

const dayMs = 86_400_000;
/** China has kept UTC+8 without daylight saving since 1992; the system records nothing older. */
const shanghaiOffsetMs = 8 * 3_600_000;

/** True where `text` is a date that exists: 2016-02-30 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The date in Shanghai on which an instant falls. */
export function dayOfInstant(instant: string): Day {
  const ms = Date.parse(instant);
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${instant}`);
  return new Date(ms + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`; negative where b is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / dayMs);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
