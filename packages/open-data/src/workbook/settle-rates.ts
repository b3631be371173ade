import { addRateFault, percentInRange, type BareRate } from "./cell-values.ts";
import { shifted } from "./exact-decimal.ts";
import type { FaultList } from "./fault-list.ts";
import type { PlanWorkbook } from "./plan-workbook.ts";
import type { PlanFacts, RateKey } from "./read-plan-sheet.ts";

export type SettledFacts = Omit<PlanFacts, RateKey> & { readonly [K in RateKey]: string | null };

/** How far a reading may lie from the amounts of the table: the two readings of a bare number lie 100 apart. */
const tolerance = Math.log(5);

/**
 * Gives a rate without a percent sign the one of its two meanings that fits the amounts of the table: rate × base lies
 * near the first year's total, growth leads from the first year's total towards the last one's. Where neither or both
 * fit, it is a fault. The logarithms only choose between two exact texts; no amount is computed from them.
 */
export function settleRates(facts: PlanFacts, projects: PlanWorkbook["projects"], faults: FaultList): SettledFacts {
  const totals = yearTotals(facts, projects);
  const first = totals[0] ?? 0;
  const last = totals.at(-1) ?? 0;
  const base = Number(facts.baseFen ?? 0n);
  const fitsRate = (percent: number): boolean => Math.abs(Math.log((base * percent) / 100 / first)) < tolerance;
  const growth = totals.length < 2 ? Number.NaN : ((last / first) ** (1 / (totals.length - 1)) - 1) * 100;
  return {
    ...facts,
    ratePercent: settled(facts.ratePercent, faults, (readings) =>
      onlyOne(readings.filter((one) => fitsRate(Number(one)))),
    ),
    growthPercent: settled(facts.growthPercent, faults, (readings) => nearest(readings, growth)),
  };
}

function yearTotals({ firstYear, lastYear }: PlanFacts, projects: PlanWorkbook["projects"]): readonly number[] {
  if (firstYear === null || lastYear === null) return [];
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) =>
    projects.reduce((sum, { years }) => sum + Number(years[firstYear + index] ?? 0n), 0),
  );
}

function settled(
  rate: string | BareRate | null,
  faults: FaultList,
  choose: (readings: readonly string[]) => string | undefined,
): string | null {
  if (rate === null || typeof rate === "string") return rate;
  const readings = [rate.bare, shifted(rate.bare, 2)].map((text) => percentInRange(text, rate.range));
  const possible = [...new Set(readings.filter((reading) => reading !== null))];
  return choose(possible) ?? addRateFault(rate.bare, rate, faults);
}

function onlyOne(readings: readonly string[]): string | undefined {
  return readings.length === 1 ? readings[0] : undefined;
}

/** The reading whose growth lies nearer to what the table does, if the table tells at all. */
function nearest(readings: readonly string[], growth: number): string | undefined {
  if (readings.length < 2) return readings[0];
  if (!Number.isFinite(growth)) return undefined;
  const distance = (reading: string): number => Math.abs(Number(reading) - growth);
  return readings.toSorted((a, b) => distance(a) - distance(b))[0];
}
