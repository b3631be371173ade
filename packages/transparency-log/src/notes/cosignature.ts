import { concatBytes } from "@noble/hashes/utils.js";
import { toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { ed25519Sign, ed25519Verify } from "./ed25519.ts";
import { type MlDsa44Verify, mlDsaLineBytes, mlDsaMessage } from "./ml-dsa-message.ts";
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
  if (signature.length !== 72 && signature.length !== mlDsaLineBytes) throw new LogFault("cosignature-form", name);
  const seconds = timeOf(signature);
  if (seconds >= 1n << 63n) throw new LogFault("cosignature-form", name);
  return seconds;
}

/**
 * The time of a cosignature (0x04, or 0x06 where `mlDsa44` is given) that verifies, undefined of one that does not.
 * Name and id are the caller's to match.
 */
export async function verifyCosignature(
  text: string,
  line: NoteSignature,
  { key, mlDsa44 }: CosignatureRules,
): Promise<bigint | undefined> {
  const isLong = key.type === keyTypes.mlDsa44;
  if (line.signature.length !== (isLong ? mlDsaLineBytes : 72)) return undefined;
  if (!isLong && key.type !== keyTypes.cosignature) return undefined;
  const seconds = timeOf(line.signature);
  const signature = line.signature.slice(8);
  if (seconds >= 1n << 63n) return undefined;
  const holds = isLong
    ? (mlDsa44?.({ message: mlDsaMessage(text, key.name, seconds), signature, publicKey: key.publicKey }) ?? false)
    : await ed25519Verify(message(text, seconds), signature, key.publicKey);
  return holds ? seconds : undefined;
}

/** Whose cosignature it should be, and how ML-DSA-44 is verified: without that nothing of type 0x06 holds. */
export interface CosignatureRules {
  readonly key: NoteKey;
  readonly mlDsa44?: MlDsa44Verify | undefined;
}

function timeOf(signature: Uint8Array): bigint {
  return new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
}

function message(text: string, seconds: bigint): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}
