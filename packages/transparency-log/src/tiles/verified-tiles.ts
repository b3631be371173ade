import { equalBytes } from "../bytes/equal-bytes.ts";
import { LogFault } from "../fault.ts";
import { type Hash, treeRoot } from "../merkle-tree.ts";
import type { TreeHead } from "../tree/consistency.ts";
import type { HashReader } from "../tree/hash-reader.ts";
import { fullSubtrees, joinSubtrees, type TreeNode } from "../tree/subtrees.ts";
import { type LogFiles, readTileFile } from "./log-files.ts";
import { decodeTile, placeOf, subtreeHash } from "./tile-hashes.ts";
import { tilePath, tileWidth } from "./tile-path.ts";
import { edgeTiles, widthAt } from "./tile-widths.ts";

const keptTiles = 2048;

/**
 * Tiles of one tree, none of which is believed before it is proved: the partial tiles of the right edge must yield the
 * root, and each full tile the hash that the tile above it holds. What a proof is built from is therefore true, and a
 * tile that is not is named. As `TileHashReader` of golang.org/x/mod/sumdb/tlog.
 */
export class VerifiedTiles implements HashReader {
  readonly head: TreeHead;
  readonly #files: LogFiles;
  readonly #edge = new Map<string, readonly Hash[]>();
  readonly #proved = new Map<string, Promise<readonly Hash[]>>();

  private constructor(files: LogFiles, head: TreeHead) {
    this.#files = files;
    this.head = head;
  }

  /** Loads the right edge and checks it against the root. Throws `edge-differs`, `tile-width`, `file-missing`. */
  static async open(files: LogFiles, head: TreeHead): Promise<VerifiedTiles> {
    const tiles = new VerifiedTiles(files, head);
    const edge = edgeTiles(head.size);
    const loaded = await Promise.all(edge.map((tile) => tiles.#load(tile.level as number, tile.index)));
    edge.forEach((tile, at) => tiles.#edge.set(`${tile.level}/${tile.index}`, loaded[at] ?? []));
    const root = head.size === 0 ? treeRoot([]) : await tiles.#rootOfEdge();
    if (!equalBytes(root, head.root)) throw new LogFault("edge-differs", edge.map(tilePath).join(" "));
    return tiles;
  }

  /** Hashes of a tile, proved; as many as the tree has there. Throws `tile-differs`, `tile-width`, `file-missing`. */
  async tile(level: number, index: number): Promise<readonly Hash[]> {
    const key = `${level}/${index}`;
    return this.#edge.get(key) ?? this.#proved.get(key) ?? this.#keep(key, this.#prove(level, index));
  }

  async readHashes(nodes: readonly TreeNode[]): Promise<Hash[]> {
    return Promise.all(
      nodes.map(async (node) => {
        const { level, index, first, count } = placeOf(node);
        const hashes = await this.tile(level, index);
        if (first + count > hashes.length) throw new LogFault("index-outside-tree", `${node.level}/${node.index}`);
        return subtreeHash(hashes.slice(first, first + count));
      }),
    );
  }

  #rootOfEdge(): Promise<Hash> {
    return this.readHashes(fullSubtrees({ begin: 0, end: this.head.size })).then(joinSubtrees);
  }

  async #prove(level: number, index: number): Promise<readonly Hash[]> {
    const [hashes, above] = await Promise.all([
      this.#load(level, index),
      this.tile(level + 1, Math.floor(index / tileWidth)),
    ]);
    const expected = above[index % tileWidth];
    if (expected === undefined || !equalBytes(subtreeHash(hashes), expected)) {
      throw new LogFault("tile-differs", tilePath({ level, index, width: tileWidth }));
    }
    return hashes;
  }

  async #load(level: number, index: number): Promise<readonly Hash[]> {
    const width = widthAt(this.head.size, level, index);
    if (width === 0) throw new LogFault("index-outside-tree", `tile ${level}/${index}`);
    const { bytes, served } = await readTileFile(this.#files, { level, index, width });
    return decodeTile(bytes, served, width);
  }

  #keep(key: string, proving: Promise<readonly Hash[]>): Promise<readonly Hash[]> {
    const [oldest] = this.#proved.keys();
    if (this.#proved.size >= keptTiles && oldest !== undefined) this.#proved.delete(oldest);
    this.#proved.set(key, proving);
    // Whoever asked hears of the failure; the next one asks again.
    proving.catch(() => this.#proved.delete(key));
    return proving;
  }
}
