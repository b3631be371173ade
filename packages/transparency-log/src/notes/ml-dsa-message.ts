import { concatBytes } from "@noble/hashes/utils.js";
import { toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { parseCheckpoint } from "./checkpoint.ts";

/** Time and signature of a line of type 0x06. */
export const mlDsaLineBytes = 8 + 2420;

/** Whether an ML-DSA-44 signature (FIPS 204, empty context) holds: the door `./ml-dsa` has one. */
export type MlDsa44Verify = (signed: {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
}) => boolean;

/** The `cosigned_message` of C2SP tlog-cosignature for a checkpoint; extension lines are no part of it. */
export function mlDsaMessage(text: string, cosigner: string, seconds: bigint): Uint8Array {
  const { origin, size, root } = parseCheckpoint(text);
  return concatBytes(
    toUtf8("subtree/v1\n\0"),
    short(cosigner),
    long(seconds),
    short(origin),
    long(0n),
    long(BigInt(size)),
    root,
  );
}

function short(text: string): Uint8Array {
  const bytes = toUtf8(text);
  if (bytes.length < 1 || bytes.length > 255) throw new LogFault("cosignature-form", text.slice(0, 80));
  return concatBytes(Uint8Array.of(bytes.length), bytes);
}

function long(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}
