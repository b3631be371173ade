/** An exact number of fen (分); 1 元 = 100 fen, 1 万元 = 1 000 000 fen. */
export type Fen = bigint;

const fenPerWan = 1_000_000n;
const fenPerYuan = 100n;

/** Exact decimal text of `fen` in 万元, without trailing zeros: `2852.85`. Source of `wan` in every answer. */
export function wanText(fen: Fen): string {
  return trimmed(fixed(fen, fenPerWan));
}

/** Exact decimal text of `fen` in 元, always two decimals: `28528500.00`. */
export function yuanText(fen: Fen): string {
  return fixed(fen, fenPerYuan);
}

/** 万元 with `digits` decimals for display, halves away from zero: `2995.49`. Never parse it back. */
export function roundedWanText(fen: Fen, digits: 0 | 1 | 2 | 3 | 4 | 5 | 6): string {
  const unit = fenPerWan / 10n ** BigInt(digits);
  return digits === 0 ? divideRounded(fen, unit).toString() : fixed(divideRounded(fen, unit), 10n ** BigInt(digits));
}

/** Reads 万元 with at most six decimals, no exponent, no separator; null where it is anything else. */
export function parseWan(text: string): Fen | null {
  return parseDecimal(text, 6);
}

/** Reads 元 with at most two decimals; null where it is anything else. */
export function parseYuan(text: string): Fen | null {
  return parseDecimal(text, 2);
}

/** Reads a whole number of fen written in decimal digits, at most 18 of them; null where it is anything else. */
export function parseFen(text: string): Fen | null {
  return /^-?(0|[1-9]\d{0,17})$/.test(text) && text !== "-0" ? BigInt(text) : null;
}

/** `1234567.89` → `1,234,567.89`: for the eye only. */
export function grouped(decimalText: string): string {
  return decimalText.replace(
    /^(-?)(\d+)/,
    (_, sign: string, digits: string) => sign + digits.replace(/\B(?=(\d{3})+$)/g, ","),
  );
}

/** a / b to the nearest whole number, halves away from zero. `b` is positive. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const half = b / 2n;
  return a >= 0n ? (a + half) / b : -((-a + half) / b);
}

function parseDecimal(text: string, digits: number): Fen | null {
  const match = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const value = BigInt(whole + fraction.padEnd(digits, "0"));
  return sign ? -value : value;
}

function fixed(units: bigint, perWhole: bigint): string {
  const digits = perWhole.toString().length - 1;
  const size = units < 0n ? -units : units;
  const fraction = (size % perWhole).toString().padStart(digits, "0");
  return `${units < 0n ? "-" : ""}${size / perWhole}.${fraction}`;
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, "");
}
