import { equalBytes } from "../bytes/equal-bytes.ts";
import { fromUtf8 } from "../bytes/utf8.ts";
import { canonicalBytes, type Json } from "../canonical-json.ts";
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
  const event = parseEntry(entry);
  checkValue(event, 0);
  if (!isCanonical(event, entry)) throw new LogFault("entry-not-canonical");
  if (event === null || typeof event !== "object" || isList(event)) throw new LogFault("entry-not-event");
  if (event["specversion"] !== "1.0") throw new LogFault("entry-not-event", "specversion");
  const text = (name: string): string => {
    const value = event[name];
    if (typeof value !== "string" || value === "") throw new LogFault("entry-not-event", name);
    return value;
  };
  text("type");
  if (event["sequence"] !== String(index).padStart(12, "0")) throw new LogFault("entry-sequence", String(index));
  return `${text("source")} ${text("id")}`;
};

/** The JSON of an entry. Throws `not-utf8` or `entry-not-json`. */
export function parseEntry(entry: Uint8Array): Json {
  const text = fromUtf8(entry);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LogFault("entry-not-json");
  }
}

function checkValue(value: Json, depth: number): void {
  if (depth > maximalDepth) throw new LogFault("entry-not-event", "depth");
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new LogFault("entry-unsafe-number", String(value));
  }
  if (isList(value)) for (const item of value) checkValue(item, depth + 1);
  else if (value !== null && typeof value === "object") {
    for (const [name, member] of Object.entries(value)) {
      if (name.normalize("NFC") !== name) throw new LogFault("entry-not-normal", name);
      checkValue(member, depth + 1);
    }
  }
}

function isCanonical(value: Json, entry: Uint8Array): boolean {
  try {
    return equalBytes(canonicalBytes(value), entry);
  } catch (error) {
    // A lone surrogate has no canonical form.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
