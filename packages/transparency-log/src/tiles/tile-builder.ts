import { LogFault } from "../fault.ts";
import { type Hash, treeRoot } from "../merkle-tree.ts";
import { fullSubtrees, joinSubtrees } from "../tree/subtrees.ts";
import { decodeTile, encodeTile, placeOf, subtreeHash } from "./tile-hashes.ts";
import { type TileId, tilePath, tileWidth } from "./tile-path.ts";
import { edgeTiles } from "./tile-widths.ts";

/** A tile as it is written. */
export interface BuiltTile {
  readonly tile: TileId;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Grows a log by leaf hashes and says which tiles have to be written. It holds the right edge only, at most 255 hashes
 * for each level, and goes on from the edge of a log that exists.
 */
export class TileBuilder {
  #size = 0;
  readonly #levels: Hash[][] = [];

  get size(): number {
    return this.#size;
  }

  /** Goes on from the partial tiles of a size. Ask `root` and compare: nothing else says that they belong together. */
  static async resume(size: number, read: (tile: TileId) => Promise<Uint8Array>): Promise<TileBuilder> {
    const builder = new TileBuilder();
    builder.#size = size;
    for (const tile of edgeTiles(size)) {
      if (tile.level === "entries") throw new LogFault("tile-path");
      builder.#levels[tile.level] = decodeTile(await read(tile), tile, tile.width);
    }
    return builder;
  }

  /** Adds an entry by its leaf hash; answers with the tiles that became full, bottom up. */
  append(leaf: Hash): BuiltTile[] {
    this.#size += 1;
    const full: BuiltTile[] = [];
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const row = this.#level(level);
      row.push(hash);
      if (row.length < tileWidth) return full;
      const index = Math.floor(this.#size / tileWidth ** (level + 1)) - 1;
      full.push(built({ level, index, width: tileWidth }, row));
      hash = subtreeHash(row);
      this.#levels[level] = [];
    }
  }

  /** The partial tiles of the size as it is now, bottom up: what a checkpoint of this size needs beside full tiles. */
  edge(): BuiltTile[] {
    return edgeTiles(this.#size).map((tile) => built(tile, this.#level(tile.level as number)));
  }

  root(): Hash {
    if (this.#size === 0) return treeRoot([]);
    return joinSubtrees(
      fullSubtrees({ begin: 0, end: this.#size }).map((node) => {
        const { level, first, count } = placeOf(node);
        return subtreeHash(this.#level(level).slice(first, first + count));
      }),
    );
  }

  #level(level: number): Hash[] {
    return (this.#levels[level] ??= []);
  }
}

function built(tile: TileId, hashes: readonly Hash[]): BuiltTile {
  return { tile, path: tilePath(tile), bytes: encodeTile(hashes) };
}
