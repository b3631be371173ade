import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

/** A file of an archive; held as a whole, so it has to be of a bounded size. */
export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const marks = { member: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
/** 1 January 1980: the same files give the same bytes, whenever they are packed. */
const date = 0x0021;
/** Names are UTF-8. */
const flags = 0x0800;
const full16 = 0xffff;
const full32 = 0xffffffff;

/** A zip archive (APPNOTE 6.3, ZIP64 where it has to be) part by part: one file at a time is in memory. */
export async function* zipStream(files: AsyncIterable<ArchiveFile>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const packed = await promisify(deflateRaw)(bytes);
    const isPacked = packed.length < bytes.length;
    const data = isPacked ? packed : bytes;
    const member = { name: Buffer.from(name), crc: crc32(bytes), size: bytes.length, data, method: isPacked ? 8 : 0 };
    const head = headOf(member);
    directory.push(entryOf(member, offset));
    offset += head.length + data.length;
    yield head;
    yield data;
  }
  const entries = Buffer.concat(directory);
  yield entries;
  yield endOf({ count: directory.length, size: entries.length, offset });
}

interface Member {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
  readonly method: number;
}

function headOf({ name, crc, size, data, method }: Member): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(marks.member, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt16LE(date, 12);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function entryOf({ name, crc, size, data, method }: Member, offset: number): Buffer {
  const far = offset >= full32;
  const extra = Buffer.alloc(far ? 12 : 0);
  if (far) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(offset), 4);
  }
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(marks.entry, 0);
  entry.writeUInt16LE(45, 4);
  entry.writeUInt16LE(far ? 45 : 20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt16LE(date, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(far ? full32 : offset, 42);
  return Buffer.concat([entry, name, extra]);
}

function endOf({ count, size, offset }: { count: number; size: number; offset: number }): Buffer {
  const large = count >= full16 || size >= full32 || offset >= full32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(marks.end, 0);
  end.writeUInt16LE(large ? full16 : count, 8);
  end.writeUInt16LE(large ? full16 : count, 10);
  end.writeUInt32LE(large ? full32 : size, 12);
  end.writeUInt32LE(large ? full32 : offset, 16);
  if (!large) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(marks.end64, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  [count, count, size, offset].forEach((value, at) => end64.writeBigUInt64LE(BigInt(value), 24 + at * 8));
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(marks.locator64, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}
