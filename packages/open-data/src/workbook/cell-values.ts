import { decimalText, numberText, readDecimal, shifted } from "./exact-decimal.ts";
import type { FaultList, Place } from "./fault-list.ts";
import { shownText, type Content } from "./grid.ts";

/** Fen per amount unit, as a power of ten. */
const unitDigits: Record<string, number> = { 元: 2, 万元: 6, 亿元: 10 };
const fenLimit = 10n ** 15n;
const fenLimitWan = "1000000000";

/** An amount that a cell can hold exactly: below this many fen. */
export const maxAmountFen = fenLimit - 1n;

export interface Reader {
  readonly faults: FaultList;
  readonly place: Place;
}

/** Text of a required cell or key; null, with a fault, where it is none. A number counts as its text. */
export function readText(content: Content, heading: string, { faults, place }: Reader): string | null {
  if (content.kind === "text") return content.text;
  if (content.kind === "number") return shownText(content);
  return addContentFault(content, heading, { faults, place });
}

/** A year: `2016`, `2016年`, a number; null, with a fault, where it is none. */
export function readYear(content: Content, heading: string, { faults, place }: Reader): number | null {
  if (content.kind === "blank" || content.kind === "uncomputed") {
    return addContentFault(content, heading, { faults, place });
  }
  const year = content.kind === "other" ? null : yearOf(compact(shownText(content)));
  if (year === null) faults.add(place, "bad-year", shownText(content), heading);
  return year;
}

/** `2016年` or `2016年度` or `2016` as a year; null where the text is anything else. */
export function yearOf(text: string): number | null {
  const match = /^((?:19|2\d)\d\d)(?:年度?)?$/.exec(text);
  return match ? Number(match[1]) : null;
}

/** A whole number above zero, as 序号 is; null, with a fault, where it is none. */
export function readNumber(content: Content, heading: string, { faults, place }: Reader): number | null {
  if (content.kind === "blank" || content.kind === "uncomputed") {
    return addContentFault(content, heading, { faults, place });
  }
  const text = compact(shownText(content));
  if (content.kind !== "other" && /^[1-9]\d{0,5}$/.test(text)) return Number(text);
  faults.add(place, "bad-number", shownText(content));
  return null;
}

/**
 * An amount in fen, exact; a blank cell is 0n; null, with a fault, where it is no amount. A number counts in 万元, and so
 * does a text that names no unit; a text may name 元, 万元 or 亿元.
 */
export function readAmount(content: Content, { faults, place }: Reader, defaultUnit = "万元"): bigint | null {
  if (content.kind === "blank") return 0n;
  const shown = shownText(content);
  if (content.kind === "uncomputed" || content.kind === "other" || (content.kind === "number" && content.isPercent)) {
    faults.add(place, content.kind === "uncomputed" ? "formula-without-result" : "not-an-amount", shown);
    return null;
  }
  const [, digits = "", unit = defaultUnit] = /^(.*?)(元|万元|亿元)?$/.exec(compact(shown)) ?? [];
  const scale = unitDigits[unit] ?? 6;
  const fen = readDecimal(digits, scale);
  if (fen === "not-a-decimal") faults.add(place, "not-an-amount", shown);
  else if (fen === "too-many-decimals") faults.add(place, "too-many-decimals", shown, String(scale));
  else if (fen < 0n) faults.add(place, "negative-amount", shown);
  else if (fen >= fenLimit) faults.add(place, "amount-too-large", shown, fenLimitWan);
  else return fen;
  return null;
}

export interface RateRange {
  /** In percent; `above` is outside the range, `upTo` inside. */
  readonly above: bigint;
  readonly upTo: bigint;
}

const rateDigits = 6;
const rateUnit = 10n ** BigInt(rateDigits);

/** A rate without a percent sign: `0.5` may mean 0.5 % or 50 %. Whoever knows the amounts can tell. */
export interface BareRate {
  readonly bare: string;
  readonly range: RateRange;
  readonly key: string;
  readonly place: Place;
}

/**
 * A rate as canonical decimal percent (`0.5`), from a number that the cell shows as a percentage or from text with a
 * percent sign. A bare 0.5 may mean either, a hundredfold apart: it is given back as it stands, unless the key itself
 * names the sign.
 */
export function readRate(
  content: Content,
  { key, range, keyHasSign }: { key: string; range: RateRange; keyHasSign: boolean },
  { faults, place }: Reader,
): string | BareRate | null {
  if (content.kind === "blank" || content.kind === "uncomputed") {
    return addContentFault(content, key, { faults, place });
  }
  const percent = content.kind === "other" ? null : percentText(content, keyHasSign);
  const bare = percent === null && content.kind !== "other" ? bareText(content) : null;
  if (bare !== null) return { bare, range, key, place };
  const value = percent === null ? null : percentInRange(percent, range);
  if (value !== null) return value;
  const shown = content.kind === "number" && content.isPercent && percent ? `${percent}%` : shownText(content);
  return addRateFault(shown, { key, range, place }, faults);
}

export function addRateFault(
  shown: string,
  { key, range, place }: { key: string; range: RateRange; place: Place },
  faults: FaultList,
): null {
  faults.add(place, "bad-rate", shown, key, `> ${range.above}%, ≤ ${range.upTo}%`);
  return null;
}

/** `text` percent in canonical form where it lies in the range; null where it does not. */
export function percentInRange(text: string, range: RateRange): string | null {
  const value = readDecimal(text, rateDigits);
  if (typeof value !== "bigint" || value <= range.above * rateUnit || value > range.upTo * rateUnit) return null;
  return decimalText(value, rateDigits);
}

function bareText(content: Content): string | null {
  const text = content.kind === "number" ? numberText(content.number) : compact(shownText(content));
  return text !== null && /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? text : null;
}

/** Adds the fault of a cell that is blank, a formula without a result, or no text; always null. */
export function addContentFault(content: Content, heading: string, { faults, place }: Reader): null {
  if (content.kind === "blank") faults.add(place, "missing-cell", "", heading);
  else if (content.kind === "uncomputed") faults.add(place, "formula-without-result", content.text);
  else faults.add(place, "not-text", shownText(content), heading);
  return null;
}

function percentText(content: Content, keyHasSign: boolean): string | null {
  if (content.kind === "number") {
    const text = numberText(content.number);
    if (text === null) return null;
    if (content.isPercent) return shifted(text, 2);
    return keyHasSign ? text : null;
  }
  const [, digits = "", sign = ""] = /^(.*?)(%)?$/.exec(compact(shownText(content))) ?? [];
  return sign || keyHasSign ? digits : null;
}

/** Full-width forms as half-width ones, without white space. */
function compact(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "");
}
