import { concatBytes } from "@noble/hashes/utils.js";
import { LogFault } from "../fault.ts";
import { type Hash, nodeHash } from "../merkle-tree.ts";
import type { TreeNode } from "../tree/subtrees.ts";
import { type TileId, tilePath, tileWidth } from "./tile-path.ts";

/** Levels of the tree in one tile. */
const tileHeight = 8;

/** Bytes of a tile: its hashes, one after another. */
export function encodeTile(hashes: readonly Hash[]): Uint8Array {
  return concatBytes(...hashes);
}

/** The first `width` hashes of a tile that was served as `served`. Throws `tile-width` if the bytes do not fit. */
export function decodeTile(bytes: Uint8Array, served: TileId, width: number): Hash[] {
  if (bytes.length !== served.width * 32) throw new LogFault("tile-width", tilePath(served));
  return Array.from({ length: width }, (_, at) => bytes.slice(at * 32, at * 32 + 32));
}

/** Hash of a full subtree from the hashes at its foot, as many as a power of two. */
export function subtreeHash(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) {
    const below = row;
    row = Array.from({ length: below.length / 2 }, (_, at) =>
      nodeHash(below[2 * at] ?? missing(), below[2 * at + 1] ?? missing()),
    );
  }
  return row[0] ?? missing();
}

/** Where in the tiles of a tree a full subtree stands: its tile's level and index, and the hashes that make it up. */
export function placeOf({ level, index }: TreeNode): { level: number; index: number; first: number; count: number } {
  const count = 2 ** (level % tileHeight);
  const at = index * count;
  return {
    level: Math.floor(level / tileHeight),
    index: Math.floor(at / tileWidth),
    first: at % tileWidth,
    count,
  };
}

function missing(): never {
  throw new Error("a subtree needs as many hashes as a power of two");
}
