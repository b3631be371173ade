import type { Fen } from "@mingzhang/ledger";
import type { Stage } from "../transfers/transfer.ts";

/** What a stage of the money's way had come to at the end of a day. */
export interface SeriesPoint {
  readonly day: string;
  readonly fen: Fen;
}

/** Net running sums of each stage, by day, oldest first; days on which nothing moved are left out. */
export type MoneySeries = Readonly<Record<Stage, readonly SeriesPoint[]>>;

/** The sum at the end of a day. */
export function sumAt(points: readonly SeriesPoint[], day: string): Fen {
  return points.findLast((point) => point.day <= day)?.fen ?? 0n;
}
