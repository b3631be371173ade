import { addDays, type Day } from "@mingzhang/domain";

const minuteMs = 60_000;
const officeOpens = 9 * 60;
const officeCloses = 17 * 60 + 30;

function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The day itself, or the Monday after a weekend. */
export function workingDay(day: Day): Day {
  const ahead = { 6: 2, 0: 1 }[weekday(day)] ?? 0;
  return addDays(day, ahead);
}

/** The nth working day after a day, itself where n is 0 and it is one. */
export function workingDaysLater(day: Day, n: number): Day {
  const start = workingDay(day);
  return n === 0 ? start : workingDaysLater(addDays(start, 1), n - 1);
}

/** The instant at which an office in Shanghai's zone is `share` of the way through its day. */
export function officeTime(day: Day, share: number): Date {
  const minute = officeOpens + Math.floor((officeCloses - officeOpens) * share);
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * minuteMs);
}

/** `from` moved on by some minutes, to the next working day's opening where the office has closed by then. */
export function laterInTheOffice(from: Date, minutes: number): Date {
  const later = new Date(from.getTime() + minutes * minuteMs);
  const shanghai = new Date(later.getTime() + 8 * 60 * minuteMs).toISOString();
  const day = shanghai.slice(0, 10);
  const closed = Number(shanghai.slice(11, 13)) * 60 + Number(shanghai.slice(14, 16)) >= officeCloses;
  return closed ? officeTime(workingDay(addDays(day, 1)), 0) : later;
}
