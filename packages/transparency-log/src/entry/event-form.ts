import { fromUtf8 } from "../bytes/utf8.ts";
import { canonicalJson, type Json } from "../canonical-json.ts";
import { LogFault } from "../fault.ts";

/** What an application asks of an entry beside its place in the log. Throws a fault, or answers with its unique id. */
export type EntryForm = (entry: Uint8Array, index: number) => string | undefined;

/** Deeper nesting is no event, and would be a way to exhaust the reader. */
const maximalDepth = 64;

/**
 * The form of this product's entries: CloudEvents 1.0 in canonical JSON (RFC 8785), where `sequence` is the index in 12
 * digits. Duplicate names, other white space and other spellings of a number all show as bytes that are not canonical.
 * Throws `not-utf8`, `entry-not-json`, `entry-not-canonical`, `entry-not-normal`, `entry-unsafe-number`,
 * `entry-not-event` or `entry-sequence`; answers with source and id, which are unique together.
 */
export const eventForm: EntryForm = (entry, index) => {
  const text = fromUtf8(entry);
  const event = parseText(text);
  checkValue(event, 0);
  if (!isCanonical(event, text)) throw new LogFault("entry-not-canonical");
  if (event === null || typeof event !== "object" || isList(event)) throw new LogFault("entry-not-event");
  if (event["specversion"] !== "1.0") throw new LogFault("entry-not-event", "specversion");
  const member = (name: string): string => {
    const value = event[name];
    if (typeof value !== "string" || value === "") throw new LogFault("entry-not-event", name);
    return value;
  };
  member("type");
  if (event["sequence"] !== String(index).padStart(12, "0")) throw new LogFault("entry-sequence", String(index));
  return `${member("source")} ${member("id")}`;
};

/** The JSON of an entry. Throws `not-utf8` or `entry-not-json`. */
export function parseEntry(entry: Uint8Array): Json {
  return parseText(fromUtf8(entry));
}

function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LogFault("entry-not-json");
  }
}

const ascii = /^[\x20-\x7e]*$/;

function checkValue(value: Json, depth: number): void {
  if (depth > maximalDepth) throw new LogFault("entry-not-event", "depth");
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new LogFault("entry-unsafe-number", String(value));
  }
  if (isList(value)) for (const item of value) checkValue(item, depth + 1);
  else if (value !== null && typeof value === "object") {
    for (const [name, member] of Object.entries(value)) {
      if (!ascii.test(name) && name.normalize("NFC") !== name) throw new LogFault("entry-not-normal", name);
      checkValue(member, depth + 1);
    }
  }
}

/** Bytes and text are one to one here: UTF-8 that is not strict was refused, and a byte order mark has stayed. */
function isCanonical(value: Json, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch (error) {
    // A lone surrogate has no canonical form.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
