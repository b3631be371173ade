import { crc32, deflateRawSync } from "node:zlib";

/** A zip archive of these files, deflated where `packed`; with ZIP64 fields where `large`. */
export function zipOf(
  files: ReadonlyMap<string, Uint8Array>,
  { packed = true, large = false }: { packed?: boolean; large?: boolean } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const data = packed ? deflateRawSync(bytes) : Buffer.from(bytes);
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(packed ? 8 : 0, 8);
    local.writeUInt16LE(title.length, 26);
    const extra = Buffer.alloc(large ? 28 : 0);
    if (large) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      [bytes.length, data.length, offset].forEach((value, at) => extra.writeBigUInt64LE(BigInt(value), 4 + at * 8));
    }
    const member = Buffer.alloc(46);
    member.writeUInt32LE(0x02014b50, 0);
    member.writeUInt16LE(packed ? 8 : 0, 10);
    member.writeUInt32LE(crc32(bytes), 16);
    member.writeUInt32LE(large ? 0xffffffff : data.length, 20);
    member.writeUInt32LE(large ? 0xffffffff : bytes.length, 24);
    member.writeUInt16LE(title.length, 28);
    member.writeUInt16LE(extra.length, 30);
    member.writeUInt32LE(large ? 0xffffffff : offset, 42);
    parts.push(local, title, data);
    directory.push(member, title, extra);
    offset += local.length + title.length + data.length;
  }
  const body = Buffer.concat(directory);
  return Buffer.concat([...parts, body, ...endOf({ offset, size: body.length, large })]);
}

function endOf({ offset, size, large }: { offset: number; size: number; large: boolean }): Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(large ? 0xffffffff : size, 12);
  end.writeUInt32LE(large ? 0xffffffff : offset, 16);
  if (!large) return [end];
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  return [end64, locator, end];
}
