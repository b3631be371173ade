import { LogFault } from "../fault.ts";
import { type TileId, tileWidth } from "./tile-path.ts";

/** How many hashes the tiles of a level hold together, in a tree of that size: floor(size / 256^level). */
export function hashesAt(size: number, level: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new LogFault("size-unsafe", String(size));
  return Math.floor(size / tileWidth ** level);
}

/** Width of a tile in a tree of that size: 256 if full, 1..255 at the right edge, 0 if there is no such tile. */
export function widthAt(size: number, level: number, index: number): number {
  return Math.max(0, Math.min(tileWidth, hashesAt(size, level) - index * tileWidth));
}

/** The partial tiles of a size, bottom up: its right edge. Together they hold every hash that makes up the root. */
export function edgeTiles(size: number): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0; hashesAt(size, level) > 0; level += 1) {
    const hashes = hashesAt(size, level);
    const width = hashes % tileWidth;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / tileWidth), width });
  }
  return tiles;
}

/** The tile or the bundle that holds the entry of an index, as wide as a tree of that size has it. */
export function tileOfEntry(level: 0 | "entries", index: number, size: number): TileId {
  if (!(index >= 0 && index < size)) throw new LogFault("index-outside-tree", `${index} of ${size}`);
  const tile = Math.floor(index / tileWidth);
  return { level, index: tile, width: widthAt(size, 0, tile) };
}

/** A bundle, and which of its entries are meant. */
export interface BundlePart {
  readonly bundle: TileId;
  readonly first: number;
  readonly count: number;
}

/** The bundles that hold `count` entries from `begin` on, as far as a tree of that size has them. */
export function bundleParts(begin: number, count: number, size: number): BundlePart[] {
  const end = Math.min(begin + count, size);
  const parts: BundlePart[] = [];
  for (let at = begin; at < end;) {
    const bundle = tileOfEntry("entries", at, size);
    const stop = Math.min(end, (bundle.index + 1) * tileWidth);
    parts.push({ bundle, first: at % tileWidth, count: stop - at });
    at = stop;
  }
  return parts;
}
