import { createHash } from "node:crypto";

/** Namespace of the ids of this product's events, itself a random UUID. Changing it would break every retry. */
const namespace = Buffer.from("6d1c2f0b9e7a4b6f8c35d2a4e1907b58", "hex");

/**
 * Id of the nth event of a command: a name-based UUID (RFC 9562, version 5) over plan, idempotency key and index. The
 * same command gets the same ids wherever and whenever it is tried again, and a store recognises them.
 */
export function eventId(plan: string, key: string, index: number): string {
  // A slug and a key hold no NUL, so no two triples have one name.
  const name = [plan, key, String(index)].join("\0");
  const hash = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
