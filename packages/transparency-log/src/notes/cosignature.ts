import { concatBytes } from "@noble/hashes/utils.js";
import { toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { ed25519Sign, ed25519Verify } from "./ed25519.ts";
import { keyTypes, type NoteKey } from "./note-key.ts";
import type { NoteSignature } from "./signed-note.ts";
import { type SigningKey, verifierOf } from "./signing-key.ts";

/**
 * C2SP cosignature/v1 (0x04): the witness says that at this time (POSIX seconds) this was the largest consistent tree
 * that it had seen. The message does not name the witness, so a key must belong to one witness only.
 */
export function cosign(text: string, key: SigningKey, seconds: number): NoteSignature {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new LogFault("cosignature-form", String(seconds));
  const { name, id } = verifierOf(key, "cosignature");
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(seconds));
  return { name, id, signature: concatBytes(stamp, ed25519Sign(message(text, BigInt(seconds)), key.seed)) };
}

/** POSIX seconds that a cosignature states, unverified. Throws `cosignature-form` if it is not of that form. */
export function cosignatureTime({ signature, name }: NoteSignature): bigint {
  if (signature.length !== 72) throw new LogFault("cosignature-form", name);
  const seconds = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
  if (seconds >= 1n << 63n) throw new LogFault("cosignature-form", name);
  return seconds;
}

/** The time of a cosignature that verifies, undefined of one that does not. Name and id are the caller's to match. */
export function verifyCosignature(text: string, line: NoteSignature, key: NoteKey): bigint | undefined {
  if (key.type !== keyTypes.cosignature || line.signature.length !== 72) return undefined;
  const seconds = cosignatureTime(line);
  return ed25519Verify(message(text, seconds), line.signature.slice(8), key.publicKey) ? seconds : undefined;
}

function message(text: string, seconds: bigint): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}
