import { utf8ToBytes } from "@noble/hashes/utils.js";

/** What JSON can say. Numbers are IEEE doubles; the log itself uses safe integers only. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * RFC 8785 (JCS) text of a value: names sorted by UTF-16 units, ECMAScript numbers, no white space, no raw newline.
 * Throws a TypeError naming the place where the value is not I-JSON: a lone surrogate, a number that is not finite,
 * or something that JSON cannot say.
 */
export function canonicalJson(value: Json): string {
  return write(value, "$");
}

/** UTF-8 bytes of the canonical text: what is hashed, signed and published. */
export function canonicalBytes(value: Json): Uint8Array {
  return utf8ToBytes(canonicalJson(value));
}

function write(value: Json, place: string): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value, place);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${place}: ${value} is no JSON number`);
    return JSON.stringify(value);
  }
  if (isArray(value)) return `[${value.map((item, index) => write(item, `${place}[${index}]`)).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`${place}: a ${typeof value} is not JSON`);
  const members = Object.keys(value)
    .toSorted()
    .map((name) => `${quoted(name, place)}:${write(value[name] as Json, `${place}.${name}`)}`);
  return `{${members.join(",")}}`;
}

function quoted(text: string, place: string): string {
  if (hasLoneSurrogate(text)) throw new TypeError(`${place}: a lone surrogate cannot be written as UTF-8`);
  return JSON.stringify(text);
}

function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
