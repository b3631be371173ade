import type { FileHandle } from "node:fs/promises";
import { Hindered } from "./outage.ts";

/** Where a member of an archive lies, and how it is packed: 0 stored, 8 deflated. */
export interface ZipMember {
  readonly offset: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly method: 0 | 8;
}

const maximalDirectoryBytes = 268_435_456;
const marks = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, member: 0x02014b50 };

/**
 * The central directory of a zip archive (APPNOTE 6.3, with ZIP64): files by name. Encrypted members, other ways of
 * packing and two members of one name are refused, since readers would differ over what the archive says.
 */
export async function readDirectory(handle: FileHandle, archive: string): Promise<Map<string, ZipMember>> {
  const refuse = (why: string): never => {
    throw new Hindered("no-zip", `${archive}: ${why}`);
  };
  const { size: length } = await handle.stat();
  const { offset, size } = (await findDirectory(handle, length)) ?? refuse("end of directory");
  if (size > maximalDirectoryBytes) refuse("directory too large");
  if (offset + size > length) refuse("directory outside");
  const bytes = await readAt(handle, offset, size);
  const members = new Map<string, ZipMember>();
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === marks.member;) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const name = bytes.toString("utf8", at + 46, nameEnd);
    const method = bytes.readUInt16LE(at + 10);
    if (!name.endsWith("/")) {
      if ((bytes.readUInt16LE(at + 8) & 1) === 1) refuse(`${name}: encrypted`);
      if (method !== 0 && method !== 8) return refuse(`${name}: method ${method}`);
      if (members.has(name)) refuse(`${name}: twice`);
      const crc = bytes.readUInt32LE(at + 16);
      const member: ZipMember = { crc, ...sizesOf(bytes, at, bytes.subarray(nameEnd, extraEnd)), method };
      if (member.offset + member.packedSize > length) refuse(`${name}: outside`);
      members.set(name, member);
    }
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return members;
}

function sizesOf(bytes: Buffer, at: number, extra: Buffer): Omit<ZipMember, "method" | "crc"> {
  const large = zip64Fields(extra);
  // A field of 32 bits that is full stands in the extra field with 64 bits, in this order.
  const read = (place: number): number => {
    const value = bytes.readUInt32LE(at + place);
    return value === 0xffffffff ? (large.shift() ?? value) : value;
  };
  const size = read(24);
  const packedSize = read(20);
  return { size, packedSize, offset: read(42) };
}

function zip64Fields(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    const fields: number[] = [];
    for (let place = at + 4; place + 8 <= end; place += 8) fields.push(Number(extra.readBigUInt64LE(place)));
    return fields;
  }
  return [];
}

interface Directory {
  readonly offset: number;
  readonly size: number;
}

async function findDirectory(handle: FileHandle, length: number): Promise<Directory | undefined> {
  const start = Math.max(0, length - 65_557);
  const tail = await readAt(handle, start, length - start);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== marks.end) continue;
    const [size, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    const isLarge = at >= 20 && tail.readUInt32LE(at - 20) === marks.locator64;
    if (!isLarge) return { offset, size };
    const place = Number(tail.readBigUInt64LE(at - 12));
    const end = await readAt(handle, Math.min(place, length), 56);
    if (end.length < 56 || end.readUInt32LE(0) !== marks.end64) return undefined;
    return { size: Number(end.readBigUInt64LE(40)), offset: Number(end.readBigUInt64LE(48)) };
  }
  return undefined;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
