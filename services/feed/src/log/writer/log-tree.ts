import {
  type BuiltTile,
  type Checkpoint,
  decodeBundle,
  encodeBundle,
  type Hash,
  leafHash,
  LogFault,
  maximalBundleBytes,
  maximalEntryBytes,
  readTileFile,
  TileBuilder,
  tileOfEntry,
  tilePath,
  tileWidth,
  VerifiedTiles,
} from "@mingzhang/transparency-log";
import { LogRefusal } from "../log-refusal.ts";
import type { LogStorage } from "../storage/log-storage.ts";

/**
 * The right edge of the log in memory, which grows by entries and writes what became full. Everything that a size needs
 * is written once `writeEdge` has resolved: bundles first, then tiles from the bottom up, each of them create-only.
 */
export class LogTree {
  readonly #storage: LogStorage;
  readonly #builder: TileBuilder;
  /** Entries of the bundle that still grows. */
  #tail: Uint8Array[] = [];
  #last: Uint8Array | undefined;

  private constructor(storage: LogStorage, builder: TileBuilder) {
    this.#storage = storage;
    this.#builder = builder;
  }

  /** Goes on from a checkpoint. A `LogRefusal` where its files are missing, or do not yield its root. */
  static async resume(storage: LogStorage, checkpoint: Checkpoint): Promise<LogTree> {
    try {
      return await resumed(storage, checkpoint, (builder) => new LogTree(storage, builder));
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
      const place = error.place ?? `${checkpoint.size}`;
      throw new LogRefusal(error.code === "file-missing" ? "log-missing" : "log-differs", place);
    }
  }

  get size(): number {
    return this.#builder.size;
  }

  get root(): Hash {
    return this.#builder.root();
  }

  /** The newest entry; undefined in an empty log. */
  get last(): Uint8Array | undefined {
    return this.#last;
  }

  /** Takes over the entries of the last bundle of a log that exists. */
  adopt(entries: readonly Uint8Array[]): void {
    this.#last = entries.at(-1);
    this.#tail = entries.length === tileWidth ? [] : [...entries];
  }

  /** Adds entries and writes the bundles and tiles that they fill. After an error this object is of no more use. */
  async append(entries: readonly Uint8Array[]): Promise<void> {
    for (const entry of entries) {
      if (entry.length > maximalEntryBytes) throw new LogRefusal("entry-too-large", `${this.size}`);
      this.#tail.push(entry);
      this.#last = entry;
      const full = this.#builder.append(leafHash(entry));
      if (this.#tail.length === tileWidth) await this.#writeBundle();
      for (const tile of full) await this.#write(tile);
    }
  }

  /** Writes the bundle and the tiles that are still partial: from then on the size as it is now can be signed. */
  async writeEdge(): Promise<void> {
    if (this.#tail.length > 0) await this.#writeBundle();
    for (const tile of this.#builder.edge()) await this.#write(tile);
  }

  async #writeBundle(): Promise<void> {
    const path = tilePath(tileOfEntry("entries", this.size - 1, this.size));
    await this.#storage.create(path, encodeBundle(this.#tail));
    if (this.#tail.length === tileWidth) this.#tail = [];
  }

  #write({ path, bytes }: BuiltTile): Promise<void> {
    return this.#storage.create(path, bytes);
  }
}

async function resumed(
  storage: LogStorage,
  { size, root }: Checkpoint,
  make: (builder: TileBuilder) => LogTree,
): Promise<LogTree> {
  // Proves the edge against the root, and what is read through it against the edge.
  const tiles = await VerifiedTiles.open(storage, { size, root });
  const builder = await TileBuilder.resume(size, async (tile) => {
    const { bytes } = await readTileFile(storage, tile);
    return bytes.subarray(0, tile.width * 32);
  });
  const tree = make(builder);
  if (!Buffer.from(tree.root).equals(root)) throw new LogFault("root-differs", `${size}`);
  if (size > 0) tree.adopt(await provedBundle(storage, tiles, size - 1));
  return tree;
}

/** The bundle of an entry, each of its entries compared with the tree. Throws a `LogFault`. */
export async function provedBundle(
  storage: LogStorage,
  tiles: VerifiedTiles,
  index: number,
): Promise<readonly Uint8Array[]> {
  const bundle = tileOfEntry("entries", index, tiles.head.size);
  const { bytes, served } = await readTileFile(storage, bundle);
  if (bytes.length > maximalBundleBytes) throw new LogFault("file-too-large", tilePath(bundle));
  const entries = decodeBundle(bytes, served.width).slice(0, bundle.width);
  const hashes = await tiles.tile(0, bundle.index);
  const other = entries.findIndex((entry, at) => !Buffer.from(leafHash(entry)).equals(hashes[at] ?? Buffer.of()));
  if (other >= 0) throw new LogFault("bundle-differs", tilePath(bundle));
  return entries;
}
