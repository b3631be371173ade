import { getPublicKey, hashes, sign, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

/** Public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  giveHash();
  return getPublicKey(seed);
}

export function ed25519Sign(message: Uint8Array, seed: Uint8Array): Uint8Array {
  giveHash();
  return sign(message, seed);
}

/** RFC 8032 verification. The library's default, ZIP-215, takes points that WebCrypto, Node and Go refuse. */
export function ed25519Verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  giveHash();
  return verify(signature, message, publicKey, { zip215: false });
}

// Without it the library would need WebCrypto, which a page opened from plain HTTP does not have. It is given at use and
// not on import, so that a bundle that verifies nothing can leave all of this out.
function giveHash(): void {
  hashes.sha512 = sha512;
}
