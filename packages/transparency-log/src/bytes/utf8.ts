import { utf8ToBytes } from "@noble/hashes/utils.js";
import { LogFault } from "../fault.ts";

interface Decoder {
  decode(bytes: Uint8Array): string;
}

// In every browser and in Node, though not in the library of the language that pure code is checked against.
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text of UTF-8 bytes; a byte order mark stays, since it was hashed too. Throws `not-utf8`. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new LogFault("not-utf8");
  }
}

export { utf8ToBytes as toUtf8 };
