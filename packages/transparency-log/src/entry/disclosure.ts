import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, toBase64Url } from "../bytes/base64.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";
import { canonicalBytes, type Json } from "../canonical-json.ts";
import { LogFault } from "../fault.ts";

/** A withheld field in clear. The salt is fresh and random for each field of each entry; `name` is null in an array. */
export interface Disclosure {
  readonly salt: string;
  readonly name: string | null;
  readonly value: Json;
}

/** RFC 9901 4.2.1 text of a disclosure: what is kept in the vault and handed to an auditor. */
export function formatDisclosure({ salt, name, value }: Disclosure): string {
  return toBase64Url(canonicalBytes(name === null ? [salt, value] : [salt, name, value]));
}

/** RFC 9901 4.2.3 digest of a disclosure's text as it stands: what the entry carries in its place. */
export function disclosureDigest(disclosure: string): string {
  return toBase64Url(sha256(toUtf8(disclosure)));
}

/** Reads a disclosure's text. Throws `disclosure-form`. */
export function parseDisclosure(disclosure: string): Disclosure {
  const [salt, ...rest] = arrayOf(disclosure);
  const value = rest.at(-1);
  const name = rest.length === 2 ? rest[0] : null;
  const named = typeof name === "string" && name !== "_sd" && name !== "...";
  if (typeof salt !== "string" || value === undefined || rest.length > 2 || (name !== null && !named)) {
    throw new LogFault("disclosure-form");
  }
  return { salt, name: named ? name : null, value };
}

/** All digests that an entry carries: in `_sd` arrays, and as `{"...": digest}` in place of array elements. */
export function digestsIn(value: Json): string[] {
  if (isList(value)) return value.flatMap(digestsIn);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === "..." && typeof member === "string") return [member];
    const digests = name === "_sd" && isList(member) ? member.filter((each) => typeof each === "string") : [];
    return [...digests, ...digestsIn(member)];
  });
}

function arrayOf(disclosure: string): readonly Json[] {
  try {
    const value = JSON.parse(fromUtf8(fromBase64Url(disclosure))) as Json;
    if (isList(value)) return value;
  } catch (error) {
    if (!(error instanceof LogFault) && !(error instanceof SyntaxError)) throw error;
  }
  throw new LogFault("disclosure-form");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
