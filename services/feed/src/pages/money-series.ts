import type { MoneySeries, Stage } from "@mingzhang/portal";
import type { SelectedLine } from "../entries/ledger.ts";

/** The running sums of a selection, as many points as there are days on which money moved. */
export function seriesOf(lines: readonly SelectedLine[]): MoneySeries {
  const days = new Map<Stage, Map<string, bigint>>();
  for (const { stage, row, cumulativeFen } of lines) {
    const sums = days.get(stage) ?? new Map<string, bigint>();
    sums.set(row.occurredOn, cumulativeFen);
    days.set(stage, sums);
  }
  const points = (stage: Stage) => [...(days.get(stage) ?? [])].map(([day, fen]) => ({ day, fen }));
  return { appropriation: points("appropriation"), release: points("release"), payment: points("payment") };
}
