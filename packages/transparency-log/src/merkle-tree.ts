import { sha256 } from "./sha256.ts";
import { bytesToHex } from "@noble/hashes/utils.js";

export type Hash = Uint8Array;

/** RFC 6962 2.1: SHA-256(0x00 || entry). */
export function leafHash(entry: Uint8Array): Hash {
  const message = new Uint8Array(entry.length + 1);
  message.set(entry, 1);
  return sha256(message);
}

/** RFC 6962 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const message = new Uint8Array(left.length + right.length + 1);
  message[0] = 1;
  message.set(left, 1);
  message.set(right, left.length + 1);
  return sha256(message);
}

/** RFC 6962 2.1 Merkle tree hash over leaf hashes, by definition: split at the largest power of two below the size. */
export function treeRoot(leafHashes: readonly Hash[]): Hash {
  if (leafHashes.length === 0) return sha256(new Uint8Array());
  if (leafHashes.length === 1) return leafHashes[0] as Hash;
  let split = 1;
  while (split * 2 < leafHashes.length) split *= 2;
  return nodeHash(treeRoot(leafHashes.slice(0, split)), treeRoot(leafHashes.slice(split)));
}

/** SHA-256 of bytes as lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** Bytes as lower-case hex. */
export function hex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}
