import { utf8ToBytes } from "@noble/hashes/utils.js";

/** What JSON can say. Numbers are IEEE doubles; the log itself uses safe integers only. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * RFC 8785 (JCS) text of a value: names sorted by UTF-16 units, ECMAScript numbers, no white space, no raw newline.
 * Throws a TypeError naming the place where the value is not I-JSON: a lone surrogate, a number that is not finite,
 * or something that JSON cannot say.
 */
export function canonicalJson(value: Json): string {
  try {
    return write(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(faultIn(value, "$") ?? error.message, { cause: error });
  }
}

/** UTF-8 bytes of the canonical text: what is hashed, signed and published. */
export function canonicalBytes(value: Json): Uint8Array {
  return utf8ToBytes(canonicalJson(value));
}

function write(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return number(value);
  if (isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`a ${typeof value} is not JSON`);
  let text = "{";
  for (const name of Object.keys(value).toSorted()) {
    if (text.length > 1) text += ",";
    text += `${quoted(name)}:${write(value[name] as Json)}`;
  }
  return `${text}}`;
}

/** Where and why a value cannot be written. Looked for only once it is known: the place of each value costs time. */
function faultIn(value: Json, place: string): string | undefined {
  try {
    if (value === null || typeof value !== "object") write(value);
  } catch (error) {
    return `${place}: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (value === null || typeof value !== "object") return undefined;
  const members = isArray(value) ? value.map((item, at) => [`[${at}]`, item] as const) : namedMembers(value, place);
  if (typeof members === "string") return members;
  for (const [name, member] of members) {
    const fault = faultIn(member, place + name);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function namedMembers(value: { readonly [name: string]: Json }, place: string): string | (readonly [string, Json])[] {
  const names = Object.keys(value).toSorted();
  const wrong = names.find((name) => hasLoneSurrogate(name));
  if (wrong !== undefined) return `${place}: a lone surrogate cannot be written as UTF-8`;
  return names.map((name) => [`.${name}`, value[name] as Json] as const);
}

/** Nothing to escape and no surrogates: nearly every text. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/;

function quoted(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (hasLoneSurrogate(text)) throw new TypeError("a lone surrogate cannot be written as UTF-8");
  return JSON.stringify(text);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`);
  return JSON.stringify(value);
}

function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
