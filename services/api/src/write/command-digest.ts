import { createHash } from "node:crypto";
import type { Command } from "@mingzhang/domain";
import { canonicalJson, type Json } from "@mingzhang/transparency-log";

/** SHA-256 in hex over the canonical JSON of a command: equal digests, equal content. */
export function commandDigest(command: Command): string {
  return createHash("sha256")
    .update(canonicalJson(asJson(command)), "utf8")
    .digest("hex");
}

function asJson(value: unknown): Json {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== "object" || value === null) return value as Json;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, asJson(member)]));
}
