import { divideRounded, type Fen } from "./money.ts";

/** A decimal kept exactly: `value / 10 ** scale`. */
export interface Decimal {
  readonly value: bigint;
  readonly scale: number;
}

/** Reads `0.5`, `-12`, `54.340000`; null where it is no plain decimal. At most 15 digits on each side. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const value = BigInt(whole + fraction);
  return { value: sign ? -value : value, scale: fraction.length };
}

/** `a / b` compared without division: negative, zero or positive as a < b, a = b, a > b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = a.value * 10n ** BigInt(b.scale) - b.value * 10n ** BigInt(a.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `part / whole` in percent with two decimals, halves away from zero: `78.00`. A whole of zero gives `0.00`. */
export function percentText(part: bigint, whole: bigint): string {
  if (whole === 0n) return "0.00";
  const sign = part < 0n !== whole < 0n ? -1n : 1n;
  const hundredths = sign * divideRounded(abs(part) * 10_000n, abs(whole));
  return hundredthsText(hundredths);
}

/** Hundredths of a percent as text: 7800n → `78.00`. */
export function hundredthsText(hundredths: bigint): string {
  const size = abs(hundredths);
  const fraction = (size % 100n).toString().padStart(2, "0");
  return `${hundredths < 0n ? "-" : ""}${size / 100n}.${fraction}`;
}

/**
 * `base × rate % × (1 + growth %) ^ years`, exact until the one rounding to whole fen at the end.
 * Source: the plan's funding rule (rate of the donor's budget revenue, with a growth assumption).
 */
export function growingShare(base: Fen, rule: { rate: Decimal; growth: Decimal; years: number }): Fen {
  const { rate, growth, years } = rule;
  const growthUnit = 100n * 10n ** BigInt(growth.scale);
  const numerator = base * rate.value * (growthUnit + growth.value) ** BigInt(years);
  const denominator = 100n * 10n ** BigInt(rate.scale) * growthUnit ** BigInt(years);
  return divideRounded(numerator, denominator);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
