import { getPublicKey, hashes, Point, sign } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { equalBytes } from "../bytes/equal-bytes.ts";
import { platformVerify } from "./platform-ed25519.ts";

/** Public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  giveHash();
  return getPublicKey(seed);
}

export function ed25519Sign(message: Uint8Array, seed: Uint8Array): Uint8Array {
  giveHash();
  return sign(message, seed);
}

/**
 * RFC 8032 5.1.7 without the cofactor, by the platform where it has Ed25519, else in JavaScript. Platforms differ about
 * points of small order and about second spellings of a point, and a log could use that to show one reader a checkpoint
 * that is valid and another one that is not: so those are refused here, before any of them is asked.
 */
export async function ed25519Verify(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  if (isRefused(publicKey) || isRefused(signature.subarray(0, 32))) return false;
  if (numberOf(signature.subarray(32)) >= order) return false;
  return (await platformVerify(message, signature, publicKey)) ?? ed25519VerifyHere(message, signature, publicKey);
}

/**
 * The same in JavaScript alone. The library's own `verify` multiplies by the cofactor, by default (ZIP-215) and also
 * without it, and so takes signatures that Go, Node and WebCrypto refuse.
 */
function ed25519VerifyHere(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const key = pointOf(publicKey);
  const [r, s] = [signature.slice(0, 32), numberOf(signature.subarray(32))];
  if (key === undefined || key.isSmallOrder() || s >= order) return false;
  const k = numberOf(sha512(concatBytes(r, publicKey, message))) % order;
  const expected = Point.BASE.multiply(s, false).subtract(key.multiply(k, false));
  return equalBytes(expected.toBytes(), r);
}

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const prime = 2n ** 255n - 19n;
const ofOrderEight = 0x5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const smallOrder = new Set([0n, 1n, prime - 1n, ofOrderEight, prime - ofOrderEight]);

/** Whether a point is of small order, or not in its one spelling. Its sign does not matter to that. */
function isRefused(point: Uint8Array): boolean {
  const y = numberOf(point) % 2n ** 255n;
  return y >= prime || smallOrder.has(y);
}

function pointOf(bytes: Uint8Array): Point | undefined {
  try {
    const zip215 = false;
    return Point.fromBytes(bytes, zip215);
  } catch {
    // The library says by an error, of no type of its own, that these bytes are no point.
    return undefined;
  }
}

/** A number from its bytes, the least significant first. */
function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes.toReversed())}`);
}

// Without it the library would need WebCrypto, which a page opened from plain HTTP does not have. It is given at use
// and not on import, so that a bundle that verifies nothing can leave all of this out.
function giveHash(): void {
  hashes.sha512 = sha512;
}
