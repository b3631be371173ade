import { sha256 as portable } from "@noble/hashes/sha2.js";
import { equalBytes } from "./bytes/equal-bytes.ts";

/** SHA-256, at once and not by a promise: a tree is built of millions of small hashes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

let current: Sha256 = portable;

export function sha256(bytes: Uint8Array): Uint8Array {
  return current(bytes);
}

/**
 * From here on hashes by a faster function of the platform, in the whole process. Throws where it does not agree with
 * the one that comes with this package.
 */
export function useSha256(faster: Sha256): void {
  for (const length of [0, 1, 55, 56, 64, 65, 200]) {
    const probe = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 0xff);
    if (!equalBytes(faster(probe), portable(probe))) throw new Error(`not SHA-256 for ${length} bytes`);
  }
  current = faster;
}
