import { LogFault } from "../fault.ts";
import { tileWidth } from "./tile-path.ts";

/** Lengths in a bundle are 16 bits wide. */
export const maximalEntryBytes = 65_535;

/** What a full bundle can weigh: no reader takes more. */
export const maximalBundleBytes = tileWidth * (maximalEntryBytes + 2);

/** C2SP tlog-tiles bundle: each entry after its length as a big-endian uint16. Throws `entry-size`. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + entry.length + 2, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length < 1 || entry.length > maximalEntryBytes) throw new LogFault("entry-size", String(entry.length));
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 0xff;
    bytes.set(entry, at + 2);
    at += entry.length + 2;
  }
  return bytes;
}

/** The entries of a bundle, exactly `width` of them and not a byte more. Throws `bundle-form` or `entry-size`. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const high = bytes[at];
    const low = bytes[at + 1];
    if (high === undefined || low === undefined) throw new LogFault("bundle-form");
    const end = at + 2 + high * 256 + low;
    if (end === at + 2) throw new LogFault("entry-size", "0");
    if (end > bytes.length) throw new LogFault("bundle-form");
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (entries.length !== width) throw new LogFault("bundle-form", `${entries.length} of ${width}`);
  return entries;
}
