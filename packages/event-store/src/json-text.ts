import { InvalidEvent } from "./event-store.ts";

/** Deeper JSON breaks parsers with small stacks; nothing that a person recorded comes near it. */
const maxDepth = 200;

const loneSurrogate = /\p{Surrogate}/u;

/**
 * The object as JSON text, keys in their order. What `JSON.stringify` would change without a word (undefined, NaN,
 * dates, class instances) and what no engine can keep (NUL, lone surrogates) is an `InvalidEvent` that names the path.
 */
export function jsonText(value: unknown, path: string): string {
  if (!isPlainObject(value)) throw refusal(path, "must be a plain object");
  // Almost every value is fine; only for one that is not is the path to its fault put together.
  if (!isStorable(value, 0)) checkValue(value, path, 0);
  return JSON.stringify(value);
}

/** Says what `checkValue` says, without the words. */
function isStorable(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") return isStorableText(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (depth >= maxDepth) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (!isStorable(value[index], depth + 1)) return false;
    return true;
  }
  if (!isPlainObject(value)) return false;
  for (const key of Object.keys(value)) {
    if (!isStorableText(key) || !isStorable(value[key], depth + 1)) return false;
  }
  return true;
}

/** Nearly all text is printable ASCII or Chinese and far from what is refused: one look at each character tells. */
function isStorableText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0 || (unit >= 0xd800 && unit <= 0xdfff)) return !text.includes("\0") && !loneSurrogate.test(text);
  }
  return true;
}

function checkValue(value: unknown, path: string, depth: number): void {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return checkText(value, path);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw refusal(path, `is ${value}, which JSON cannot say; use null or a text`);
    return;
  }
  if (depth >= maxDepth) throw refusal(path, `lies deeper than ${maxDepth} levels; flatten it`);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) checkValue(value[index], `${path}[${index}]`, depth + 1);
    return;
  }
  if (!isPlainObject(value)) throw refusal(path, `is ${nameOf(value)}, which is not JSON; convert it first`);
  for (const key of Object.keys(value)) {
    checkText(key, `${path}.${JSON.stringify(key)}`);
    checkValue(value[key], `${path}.${key}`, depth + 1);
  }
}

/** Refuses text that one engine or another could not give back as it was. */
export function checkText(text: string, path: string): void {
  if (isStorableText(text)) return;
  const nul = text.indexOf("\0");
  if (nul >= 0) throw refusal(path, `contains the character NUL (U+0000)${around(text, nul)}; remove it`);
  const half = text.search(loneSurrogate);
  if (half < 0) return;
  throw refusal(path, `contains half of a surrogate pair${around(text, half)}; send well-formed Unicode`);
}

/** Enough of a text to find the place in it. */
function around(text: string, index: number): string {
  return ` at character ${index}, in ${JSON.stringify(text.slice(Math.max(0, index - 20), index + 20))}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  // Asked by shape and not by identity, so that objects of another realm (a worker, a test sandbox) pass.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return `a ${value.constructor?.name ?? "class instance"}`;
  return value === undefined ? "undefined" : `a ${typeof value}`;
}

function refusal(path: string, what: string): InvalidEvent {
  return new InvalidEvent(path, `${path} ${what}.`);
}
