import { LogFault } from "../fault.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map([...alphabet].map((sign, value) => [sign, value]));

/** RFC 4648 section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : "=";
    text += left > 2 ? alphabet.charAt(group & 63) : "=";
  }
  return text;
}

/**
 * Reads RFC 4648 section 4 and nothing else. The platform's own decoders take white space, missing padding and stray
 * bits, so that one value would have many texts; here what is not written back the same is refused.
 * Throws `not-base64`.
 */
export function fromBase64(text: string): Uint8Array {
  const body = text.replace(/={1,2}$/, "");
  if (text.length % 4 !== 0) throw new LogFault("not-base64");
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const sign of body) {
    const value = values.get(sign);
    if (value === undefined) throw new LogFault("not-base64");
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 0xff;
      at += 1;
    }
  }
  if (toBase64(bytes) !== text) throw new LogFault("not-base64");
  return bytes;
}

/** RFC 4648 section 5 without padding, as disclosures use it. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads what `toBase64Url` writes, strictly. Throws `not-base64`. */
export function fromBase64Url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new LogFault("not-base64");
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard + "=".repeat((4 - (standard.length % 4)) % 4));
}
