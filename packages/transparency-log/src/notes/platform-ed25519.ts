import { bytesToHex } from "@noble/hashes/utils.js";

interface Subtle {
  importKey(form: "raw", key: Uint8Array, name: "Ed25519", extractable: false, uses: ["verify"]): Promise<unknown>;
  verify(name: "Ed25519", key: unknown, signature: Uint8Array, message: Uint8Array): Promise<boolean>;
}

const keptKeys = 64;
const keys = new Map<string, Promise<unknown>>();

/**
 * What WebCrypto says of a signature: Node 20, Chrome 137, Firefox 129 and Safari 17 have it, on secure pages only.
 * Undefined where it cannot say: it does not know Ed25519, or not what to do with this key.
 */
export async function platformVerify(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): Promise<boolean | undefined> {
  const subtle = (globalThis as { readonly crypto?: { readonly subtle?: Subtle } }).crypto?.subtle;
  if (subtle === undefined) return undefined;
  try {
    return await subtle.verify("Ed25519", await imported(subtle, publicKey), signature, message);
  } catch {
    // Engines name this by different errors; whoever asked can compute the answer without them.
    return undefined;
  }
}

function imported(subtle: Subtle, publicKey: Uint8Array): Promise<unknown> {
  const name = bytesToHex(publicKey);
  const known = keys.get(name);
  if (known !== undefined) return known;
  const [oldest] = keys.keys();
  if (keys.size >= keptKeys && oldest !== undefined) keys.delete(oldest);
  const key = subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  keys.set(name, key);
  return key;
}
