import { getPublicKey, hashes, Point, sign } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { equalBytes } from "../bytes/equal-bytes.ts";

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
 * RFC 8032 5.1.7 without the cofactor, as Go, Node and WebCrypto compute it. The library's own `verify` multiplies by
 * the cofactor, by default (ZIP-215) and also without it, and so takes signatures that those refuse: a log could show
 * one reader a checkpoint that is valid and another one that is not. A public key of small order is refused too.
 */
export function ed25519Verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const key = pointOf(publicKey);
  const order = Point.CURVE().n;
  const [r, s] = [signature.slice(0, 32), numberOf(signature.slice(32))];
  if (key === undefined || key.isSmallOrder() || s >= order) return false;
  const k = numberOf(sha512(concatBytes(r, publicKey, message))) % order;
  const expected = Point.BASE.multiply(s, false).subtract(key.multiply(k, false));
  return equalBytes(expected.toBytes(), r);
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
