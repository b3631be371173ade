import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { equalBytes } from "../bytes/equal-bytes.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";

/** Kinds of signature that this package tells apart [signed-note, Signature types]. */
export const keyTypes = { ed25519: 0x01, cosignature: 0x04, mlDsa44: 0x06 } as const;

export type KeyType = (typeof keyTypes)[keyof typeof keyTypes];

/** Whose signature it may be. The id is 4 bytes and only an identifier: the public key decides. */
export interface NoteKey {
  readonly name: string;
  readonly type: KeyType;
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

const keyLengths: ReadonlyMap<number, { type: KeyType; length: number }> = new Map([
  [0x01, { type: 0x01, length: 32 }],
  [0x04, { type: 0x04, length: 32 }],
  [0x06, { type: 0x06, length: 1312 }],
]);

/** Throws `key-name` for a name that is empty or holds a space, a plus or a control character. */
export function checkKeyName(name: string): void {
  // The separators of Unicode and the controls that it counts as white space.
  const refused = /[\s+\u0085\p{Z}\p{Cc}]/u;
  if (name === "" || refused.test(name)) throw new LogFault("key-name", name.slice(0, 80));
}

/** A key by its parts, with the id of C2SP signed-note: SHA-256(name LF type key), first 4 bytes. */
export function noteKey(name: string, type: KeyType, publicKey: Uint8Array): NoteKey {
  checkKeyName(name);
  if (publicKey.length !== keyLengths.get(type)?.length) throw new LogFault("key-length", name);
  const id = sha256(concatBytes(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4);
  return { name, type, id, publicKey };
}

/** `name+hex8(id)+base64(type || key)`. */
export function formatVkey({ name, type, id, publicKey }: NoteKey): string {
  return `${name}+${bytesToHex(id)}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/**
 * Reads a verifier key strictly: known type, right length, lower-case hex, and the id that follows from the rest.
 * Throws `key-form`, `key-name`, `key-type`, `key-length`, `key-id` or `not-base64`.
 */
export function parseVkey(text: string): NoteKey {
  const match = /^([^+]*)\+([0-9a-f]{8})\+(.+)$/su.exec(text);
  const [, name = "", id = "", material = ""] = match ?? [];
  if (match === null) throw new LogFault("key-form", text.slice(0, 80));
  checkKeyName(name);
  const bytes = fromBase64(material);
  const known = keyLengths.get(bytes[0] ?? 0);
  if (known === undefined) throw new LogFault("key-type", name);
  const key = noteKey(name, known.type, bytes.slice(1));
  if (bytesToHex(key.id) !== id) throw new LogFault("key-id", name);
  return key;
}

/** Whether a signature line is this key's by name and id; nothing is proved by it. */
export function isKeyOf(key: NoteKey, line: { readonly name: string; readonly id: Uint8Array }): boolean {
  return key.name === line.name && equalBytes(key.id, line.id);
}
