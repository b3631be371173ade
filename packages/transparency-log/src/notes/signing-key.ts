import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { LogFault } from "../fault.ts";
import { ed25519PublicKey } from "./ed25519.ts";
import { checkKeyName, keyTypes, type NoteKey, noteKey } from "./note-key.ts";

/** A secret: whoever has the seed signs in this name. Its bytes come from the platform's random source. */
export interface SigningKey {
  readonly name: string;
  readonly seed: Uint8Array;
}

/** A signing key by its parts. Throws `key-name` or `key-length`. */
export function signingKey(name: string, seed: Uint8Array): SigningKey {
  checkKeyName(name);
  if (seed.length !== 32) throw new LogFault("key-length", name);
  return { name, seed };
}

/** The public side: for notes (`ed25519`) or for a witness (`cosignature`). One seed must serve one of them only. */
export function verifierOf({ name, seed }: SigningKey, type: "ed25519" | "cosignature"): NoteKey {
  return noteKey(name, keyTypes[type], ed25519PublicKey(seed));
}

/** The text form of golang.org/x/mod/sumdb/note: `PRIVATE+KEY+name+hex8(id)+base64(0x01 || seed)`. */
export function formatSkey(key: SigningKey): string {
  const material = toBase64(concatBytes(Uint8Array.of(keyTypes.ed25519), key.seed));
  return `PRIVATE+KEY+${key.name}+${bytesToHex(verifierOf(key, "ed25519").id)}+${material}`;
}

/** Reads the text form. Throws `key-form`, `key-name`, `key-type`, `key-length`, `key-id` or `not-base64`. */
export function parseSkey(text: string): SigningKey {
  const match = /^PRIVATE\+KEY\+([^+]*)\+([0-9a-f]{8})\+(.+)$/su.exec(text);
  const [, name = "", id = "", material = ""] = match ?? [];
  // A text that is not a key may still be a secret: none of it goes into the message.
  if (match === null) throw new LogFault("key-form");
  const bytes = fromBase64(material);
  if (bytes[0] !== keyTypes.ed25519) throw new LogFault("key-type", name);
  const key = signingKey(name, bytes.slice(1));
  if (bytesToHex(verifierOf(key, "ed25519").id) !== id) throw new LogFault("key-id", name);
  return key;
}
