import { type FileHandle, open } from "node:fs/promises";
import { crc32, inflateRawSync } from "node:zlib";
import { LogFault } from "../fault.ts";
import type { LogSource } from "./log-source.ts";
import { Hindered } from "./outage.ts";
import { readDirectory, type ZipMember } from "./zip-directory.ts";

/** A log in a zip archive, at its top or in one folder of it. Members are read one by one, never the whole archive. */
export async function zipSource(archive: string): Promise<LogSource> {
  const handle = await open(archive).catch((error: unknown) => {
    throw new Hindered("file-unreadable", archive, error);
  });
  try {
    const members = await readDirectory(handle, archive);
    const checkpoints = [...members.keys()].filter((name) => /(^|\/)checkpoint$/.test(name));
    const nearest = checkpoints.toSorted((left, right) => left.length - right.length)[0];
    if (nearest === undefined) throw new Hindered("no-log", archive);
    const top = nearest.slice(0, -"checkpoint".length);
    return {
      paths: [...members.keys()].filter((name) => name.startsWith(top)).map((name) => name.slice(top.length)),
      files: {
        async read(path, maximalBytes) {
          const member = members.get(top + path);
          return member === undefined ? undefined : unpack(handle, member, { name: top + path, path, maximalBytes });
        },
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface Wanted {
  readonly name: string;
  readonly path: string;
  readonly maximalBytes: number;
}

async function unpack(
  handle: FileHandle,
  member: ZipMember,
  { name, path, maximalBytes }: Wanted,
): Promise<Uint8Array> {
  // Data that does not shrink is stored with a few bytes more; nothing that unpacks to less is much longer.
  if (member.size > maximalBytes || member.packedSize > maximalBytes + 65_536) {
    throw new LogFault("file-too-large", path);
  }
  const header = await readAt(handle, member.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new LogFault("file-damaged", path);
  const title = await readAt(handle, member.offset + 30, header.readUInt16LE(26));
  // Some readers believe this name and some the directory's: they must not see two archives.
  if (title.toString("utf8") !== name) throw new LogFault("file-damaged", path);
  const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await readAt(handle, start, member.packedSize);
  const bytes = member.method === 0 ? packed : inflated(packed, path, maximalBytes);
  if (bytes.length !== member.size || crc32(bytes) !== member.crc) throw new LogFault("file-damaged", path);
  return new Uint8Array(bytes);
}

function inflated(packed: Buffer, path: string, maximalBytes: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: maximalBytes });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw new LogFault(tooLarge ? "file-too-large" : "file-damaged", path);
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
