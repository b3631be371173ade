import { ml_dsa44 as mlDsa44 } from "@noble/post-quantum/ml-dsa.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { LogFault } from "./fault.ts";
import { type MlDsa44Verify, mlDsaMessage } from "./notes/ml-dsa-message.ts";
import { checkKeyName, keyTypes, type NoteKey, noteKey } from "./notes/note-key.ts";
import type { NoteSignature } from "./notes/signed-note.ts";

/**
 * Verifies ML-DSA-44; give it to a verifier as `mlDsa44`. A door of its own, since it weighs more than all the rest.
 */
export const mlDsa44Verify: MlDsa44Verify = ({ message, signature, publicKey }) =>
  publicKey.length === 1312 && signature.length === 2420 && mlDsa44.verify(signature, message, publicKey);

/** A cosigner's ML-DSA-44 key from 32 secret random bytes. Throws `key-name` or `key-length`. */
export function mlDsa44Key(
  name: string,
  seed: Uint8Array,
): { readonly verifier: NoteKey; readonly secret: Uint8Array } {
  checkKeyName(name);
  if (seed.length !== 32) throw new LogFault("key-length", name);
  const { publicKey, secretKey } = mlDsa44.keygen(seed);
  return { verifier: noteKey(name, keyTypes.mlDsa44, publicKey), secret: secretKey };
}

/** C2SP cosignature of type 0x06 over a checkpoint's text, at POSIX seconds. */
export function mlDsa44Cosign(
  text: string,
  { verifier, secret }: ReturnType<typeof mlDsa44Key>,
  seconds: number,
): NoteSignature {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new LogFault("cosignature-form", String(seconds));
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(seconds));
  const signature = mlDsa44.sign(mlDsaMessage(text, verifier.name, BigInt(seconds)), secret, { extraEntropy: false });
  return { name: verifier.name, id: verifier.id, signature: concatBytes(stamp, signature) };
}
