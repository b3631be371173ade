import { createHash } from "node:crypto";
import {
  decodeBundle,
  edgeTiles,
  hashesAt,
  type LogFiles,
  maximalNoteBytes,
  openCheckpoint,
  readNeeded,
  readTileFile,
  type TileId,
  tileOfEntry,
  tilePath,
  tileWidth,
} from "@mingzhang/transparency-log";
import type { ArchiveFile } from "./zip-stream.ts";
import { archiveReadme } from "./archive-readme.ts";

const maximalTextBytes = 1_048_576;

/** What an archive is made of: a log, and the program that verifies it. */
export interface ArchiveParts {
  readonly files: LogFiles;
  /** The single-file verifier, `verify.mjs`. */
  readonly verifier: Uint8Array;
}

export interface LogArchive {
  readonly size: number;
  /** The same for the same bytes, but for another library that packs them. */
  readonly tag: string;
  readonly files: AsyncGenerator<ArchiveFile>;
}

/**
 * A log as it stands at its checkpoint, file by file in one folder: checkpoint, policy, keys, tiles, bundles, the lines
 * of the entries for readers, notes, the verifier, and the sums of what no signature covers. Everything is read at the
 * size of one checkpoint, so a log that grows meanwhile does no harm. Throws `file-missing` where there is no log yet.
 */
export async function logArchive({ files, verifier }: ArchiveParts): Promise<LogArchive> {
  const note = await readNeeded(files, "checkpoint", maximalNoteBytes);
  const { origin, size } = openCheckpoint(note).checkpoint;
  const tag = sumOf(Buffer.concat([note, verifier])).slice(0, 32);
  return { size, tag, files: archiveFiles({ files, verifier }, { note, origin, size }) };
}

interface Head {
  readonly note: Uint8Array;
  readonly origin: string;
  readonly size: number;
}

async function* archiveFiles({ files, verifier }: ArchiveParts, { note, origin, size }: Head) {
  const top = `mingzhang-log-${size}`;
  const at = (name: string, bytes: Uint8Array): ArchiveFile => ({ name: `${top}/${name}`, bytes });
  const readme = archiveReadme({ origin, size });
  const unsigned = [
    { name: "README.zh.txt", bytes: Buffer.from(readme.zh) },
    { name: "README.en.txt", bytes: Buffer.from(readme.en) },
    { name: "verify.mjs", bytes: verifier },
    { name: "policy", bytes: await readNeeded(files, "policy", maximalTextBytes) },
    { name: "keys", bytes: await readNeeded(files, "keys", maximalTextBytes) },
  ];
  for (const { name, bytes } of unsigned) yield at(name, bytes);
  yield at("SHA256SUMS", Buffer.from(unsigned.map((one) => `${sumOf(one.bytes)}  ${one.name}\n`).join("")));
  yield at("checkpoint", note);
  for (const tile of tilesOf(size)) {
    const { bytes, served } = await readTileFile(files, tile);
    // Where only the full tile is left, the archive holds what this size has of it.
    const part = served.width === tile.width ? bytes : bytes.subarray(0, tile.width * 32);
    yield at(tilePath(tile), part);
  }
  for (let number = 0; number * tileWidth < size; number += 1) {
    const bundle = tileOfEntry("entries", number * tileWidth, size);
    const { bytes, served } = await readTileFile(files, bundle);
    const entries = decodeBundle(bytes, served.width).slice(0, bundle.width);
    yield at(tilePath(bundle), served.width === bundle.width ? bytes : bytes.subarray(0, bytesOf(entries)));
    yield at(`ndjson/${number}.ndjson`, Buffer.concat(entries.flatMap((entry) => [entry, newline])));
  }
}

/** All tiles of hashes of a tree of that size, full ones and the right edge. */
function* tilesOf(size: number): Generator<TileId> {
  for (let level = 0; hashesAt(size, level) >= tileWidth; level += 1) {
    const full = Math.floor(hashesAt(size, level) / tileWidth);
    for (let index = 0; index < full; index += 1) yield { level, index, width: tileWidth };
  }
  yield* edgeTiles(size);
}

const newline = Buffer.from("\n");

function bytesOf(entries: readonly Uint8Array[]): number {
  return entries.reduce((sum, { length }) => sum + 2 + length, 0);
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
