import type { Lang } from "./lang.ts";

const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const englishMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `2018-06-30` → `2018年6月30日`, `30 June 2018`. Anything but an ISO date is returned as it is. */
export function dayText(isoDate: string, lang: Lang): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(isoDate);
  if (!match) return isoDate;
  const [, year, month, day] = match;
  if (lang === "zh-CN") return `${year}年${Number(month)}月${Number(day)}日`;
  return `${Number(day)} ${englishMonths[Number(month) - 1]} ${year}`;
}

export interface ShanghaiTime {
  /** ISO date in Asia/Shanghai. */
  readonly day: string;
  /** `HH:mm:ss` in Asia/Shanghai. */
  readonly clock: string;
}

/** An instant in Asia/Shanghai: eight hours before UTC since 1992, on every host and in every browser. */
export function shanghaiTime(instant: string): ShanghaiTime {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`no instant: ${instant}`);
  const text = new Date(ms + shanghaiOffsetMs).toISOString();
  return { day: text.slice(0, 10), clock: text.slice(11, 19) };
}

/** `2019-01-09 10:11`, the same in every language. */
export function instantText(instant: string): string {
  const { day, clock } = shanghaiTime(instant);
  return `${day} ${clock.slice(0, 5)}`;
}

/** Days from one ISO date to another; negative where `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The ISO date `days` after another. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(isoDate) + days * dayMs).toISOString().slice(0, 10);
}
