/** `value / 10 ** digits` as decimal text without trailing zeros: (2827350000n, 6) → `2827.35`. */
export function decimalText(value: bigint, digits: number): string {
  const size = (value < 0n ? -value : value).toString().padStart(digits + 1, "0");
  const whole = size.slice(0, size.length - digits);
  const fraction = size.slice(size.length - digits).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

/** Reads a plain decimal exactly as value × 10 ** digits; says why where it cannot. Grouping commas are allowed. */
export function readDecimal(text: string, digits: number): bigint | "not-a-decimal" | "too-many-decimals" {
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text);
  if (!match) return "not-a-decimal";
  const [, sign = "", whole = "", digitsAfter = ""] = match;
  const fraction = digitsAfter.replace(/0+$/, "");
  if (fraction.length > digits) return "too-many-decimals";
  const value = BigInt(whole.replaceAll(",", "") + fraction.padEnd(digits, "0"));
  return sign ? -value : value;
}

/**
 * The decimal text of a number in a spreadsheet cell, never in exponent form; null where it is not finite.
 * A spreadsheet shows 15 significant digits, and its sums carry a binary remainder behind them (0.1 + 0.2). Only such a
 * remainder is dropped: what lies further from the 15 digits than arithmetic explains stays as it is.
 */
export function numberText(number: number): string | null {
  if (!Number.isFinite(number)) return null;
  const shown = Number(number.toPrecision(15));
  const isRemainder = Math.abs(number - shown) <= Math.abs(number) * 2 ** -50;
  return withoutExponent(String(isRemainder ? shown : number));
}

/** `0.5` shifted by 2 is `50`: exact multiplication of a decimal text by a power of ten. */
export function shifted(text: string, places: number): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "") throw new TypeError(`not a plain decimal: ${text}`);
  const value = BigInt(sign + whole + fraction);
  const digits = fraction.length - places;
  return digits >= 0 ? decimalText(value, digits) : String(value * 10n ** BigInt(-digits));
}

function withoutExponent(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = ""] = match;
  return shifted(fraction ? `${sign}${whole}.${fraction}` : `${sign}${whole}`, Number(exponent));
}
