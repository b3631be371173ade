import { daysBetween, shanghaiTime } from "@mingzhang/ui";

/** Days from when a thing happened to when it was recorded, as the API counts them. */
export function daysLate(occurredOn: string, recordedAt: string): number {
  return daysBetween(occurredOn, shanghaiTime(recordedAt).day);
}
