import { crc32, inflateRawSync } from "node:zlib";

/** What the bytes are, where they are no zip that can be read whole within the limits. */
export type ZipRefusal = "not-a-zip" | "damaged" | "too-large";

export interface ZipLimits {
  readonly maxParts: number;
  /** Of all wanted parts together, after inflation. */
  readonly maxBytes: number;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly offset: number;
}

const localMark = 0x04034b50;
const centralMark = 0x02014b50;
const endMark = 0x06054b50;
const stored = 0;
const deflated = 8;
const utf8Names = 0x0800;
// The first day that the format can name: a part has no time of its own here.
const pinnedDay = 0x0021;

/**
 * The wanted parts of a zip, by name. Sizes that the file declares are not believed: every part is inflated within
 * what is left of the limit, so that neither a bomb nor overlapping parts get further. No Zip64, no encryption.
 */
export function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Map<string, Buffer> | ZipRefusal {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length < 4 || zip.readUInt32LE(0) !== localMark) return "not-a-zip";
  const parts = new Map<string, Buffer>();
  let left = limits.maxBytes;
  try {
    const entries = directory(zip);
    if (entries.length > limits.maxParts) return "too-large";
    for (const entry of entries) {
      if (!wanted(entry.name)) continue;
      const content = inflate(zip, entry, left);
      if (content === null) return "too-large";
      left -= content.length;
      if (parts.has(entry.name) || crc32(content) !== entry.checksum) return "damaged";
      parts.set(entry.name, content);
    }
  } catch {
    return "damaged";
  }
  return parts;
}

/** A zip of the parts in their order, without times and uncompressed: equal bytes for equal parts, on every zlib. */
export function writeZip(parts: ReadonlyMap<string, Uint8Array>): Buffer {
  const local: Uint8Array[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(stored, 4);
    common.writeUInt16LE(pinnedDay, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const head = Buffer.concat([uint32(localMark), common, nameBytes]);
    central.push(uint32(centralMark), Buffer.from([20, 0]), common, rest, nameBytes);
    local.push(head, content);
    offset += head.length + content.length;
  }
  const directoryBytes = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directoryBytes, end]);
}

function directory(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(uint32(endMark));
  if (end < 0 || end + 22 + zip.readUInt16LE(end + 20) > zip.length) throw new RangeError("no end of directory");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== centralMark) throw new RangeError("no directory entry");
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString("utf8", at + 46, at + 46 + nameLength),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      checksum: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** The content of a part, or null where it is longer than `left`. Throws on anything that is not as it should be. */
function inflate(zip: Buffer, entry: Entry, left: number): Buffer | null {
  if (entry.flags & 1 || zip.readUInt32LE(entry.offset) !== localMark) throw new RangeError("no readable part");
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
  const packed = zip.subarray(start, start + entry.packedSize);
  if (packed.length !== entry.packedSize) throw new RangeError("part cut off");
  if (entry.method === stored) return packed.length > left ? null : packed;
  if (entry.method !== deflated) throw new RangeError("unknown compression");
  if (left <= 0) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: left });
  } catch (error) {
    if (error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") return null;
    throw error;
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
