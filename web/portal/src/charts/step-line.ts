import type { SeriesPoint } from "./money-series.ts";
import type { MoneyScale } from "./scale.ts";

interface Place {
  readonly x: (day: string) => number;
  readonly y: MoneyScale["y"];
  /** The day on which the line ends: what follows has not happened. */
  readonly until: string;
}

/** A line that stays where it is until money moves. One corner to a column of the plot is all that can be seen. */
export function stepLine(points: readonly SeriesPoint[], { x, y, until }: Place): string {
  const corners = new Map<number, string>();
  for (const { day, fen } of points) corners.set(x(day), y(fen));
  const path = [...corners].map(([at, height]) => `H${at}V${height}`).join("");
  return `M0 ${y(0n)}${path}H${x(until)}`;
}
