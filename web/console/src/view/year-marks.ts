import { daysBetween } from "@mingzhang/ui";

/** The first days of years between two ISO dates, by their distance in days from the first: marks of the slider. */
export function yearMarks(first: string, last: string): Record<number, string> {
  const marks: Record<number, string> = {};
  const firstYear = Number(first.slice(0, 4));
  const lastYear = Number(last.slice(0, 4));
  const every = lastYear - firstYear > 12 ? 2 : 1;
  for (let year = firstYear; year <= lastYear; year += every) {
    const day = `${year}-01-01`;
    if (day >= first && day <= last) marks[daysBetween(first, day)] = String(year);
  }
  return marks;
}
