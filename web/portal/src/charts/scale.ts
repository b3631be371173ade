import type { Fen } from "@mingzhang/ledger";
import { daysBetween } from "@mingzhang/ui";

/** Sides of the plot in its own units: what stretches with the page are lines, never letters. */
export const plotSize = 1000;

const mostTicks = 5n;

/** A scale of money that always holds zero, with round marks. */
export interface MoneyScale {
  readonly ticks: readonly Fen[];
  /** Height of an amount from the top, in plot units. */
  readonly y: (fen: Fen) => string;
}

export function moneyScale(amounts: readonly Fen[]): MoneyScale {
  const high = amounts.reduce((most, fen) => (fen > most ? fen : most), 0n);
  const low = amounts.reduce((least, fen) => (fen < least ? fen : least), 0n);
  const step = roundStep(high - low);
  const top = ceiling(high, step);
  const bottom = -ceiling(-low, step);
  const span = top - bottom || step;
  const ticks: Fen[] = [];
  for (let at = bottom; at <= top; at += step) ticks.push(at);
  return { ticks, y: (fen) => String(((top - fen) * BigInt(plotSize)) / span) };
}

/** 1, 2 or 5 times a power of ten, of which a handful reach over the span. */
function roundStep(span: Fen): Fen {
  for (let power = 1n; ; power *= 10n) {
    for (const factor of [1n, 2n, 5n]) if (power * factor * mostTicks >= span) return power * factor;
  }
}

function ceiling(fen: Fen, step: Fen): Fen {
  return fen <= 0n ? 0n : ((fen + step - 1n) / step) * step;
}

/** Place of a day between the first day of one year and the last of another, in plot units from the left. */
export function dayScale(firstYear: number, lastYear: number): (day: string) => number {
  const first = `${firstYear}-01-01`;
  const days = daysBetween(first, `${lastYear + 1}-01-01`);
  return (day) => {
    const place = Math.round((daysBetween(first, day) * plotSize) / days);
    return Math.min(plotSize, Math.max(0, place));
  };
}
