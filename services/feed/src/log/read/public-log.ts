import { setTimeout as pause } from "node:timers/promises";
import {
  decodeBundle,
  formatTlogProof,
  type Hash,
  leafHash,
  maximalNoteBytes,
  openCheckpoint,
  proveInclusion,
  readTileFile,
  tileOfEntry,
  tilePath,
  VerifiedTiles,
} from "@mingzhang/transparency-log";
import type { LogStorage } from "../storage/log-storage.ts";

/** The checkpoint that the public sees. */
export interface Shown {
  /** The signed note, byte for byte. */
  readonly note: Uint8Array;
  readonly size: number;
  readonly root: Hash;
}

/** What is published of the log, read from where it is kept. It can write nothing. */
export interface PublicLog {
  /** The checkpoint that is shown by now; null before the first one. */
  shown(): Promise<Shown | null>;
  /** An object of the log, byte for byte. */
  file(path: string): Promise<Uint8Array | undefined>;
  /** Bytes of an entry as they are published; null where no published checkpoint covers it. */
  entry(index: number): Promise<Uint8Array | null>;
  /** An entry with its proof under the checkpoint that is shown, as a `.tlog-proof`; null as `entry`. */
  proof(index: number): Promise<{ readonly bytes: Uint8Array; readonly size: number } | null>;
  /** Checkpoints from the one that is shown on, as they come, until the signal aborts. */
  follow(signal: AbortSignal): AsyncIterable<Shown>;
}

const freshMs = 250;
const keptBundles = 256;
const largestObject = 32 * 1024 * 1024;

/** Reads a log from its storage, in the process that writes it or in another one. */
export function publicLog(storage: LogStorage): PublicLog {
  return new LogReader(storage);
}

class LogReader implements PublicLog {
  readonly #storage: LogStorage;
  readonly #bundles = new Map<string, Promise<readonly Uint8Array[]>>();
  #last: { readonly at: number; readonly shown: Promise<Shown | null> } | null = null;
  #tiles: Promise<VerifiedTiles> | null = null;
  #head: Shown | null = null;

  constructor(storage: LogStorage) {
    this.#storage = storage;
  }

  shown(): Promise<Shown | null> {
    const now = performance.now();
    if (this.#last && now - this.#last.at < freshMs) return this.#last.shown;
    const shown = this.#read();
    this.#last = { at: now, shown };
    shown.catch(() => (this.#last = null));
    return shown;
  }

  file(path: string): Promise<Uint8Array | undefined> {
    return this.#storage.read(path, largestObject);
  }

  async entry(index: number): Promise<Uint8Array | null> {
    const shown = await this.shown();
    return shown && index < shown.size ? this.#entryOf(shown.size, index) : null;
  }

  async proof(index: number): Promise<{ bytes: Uint8Array; size: number } | null> {
    const shown = await this.shown();
    if (!shown || index >= shown.size) return null;
    const [entry, tiles] = await Promise.all([this.#entryOf(shown.size, index), this.#tilesOf(shown)]);
    const hashes = await proveInclusion(tiles, index, shown.size);
    const [expected] = await tiles.readHashes([{ level: 0, index }]);
    if (!Buffer.from(leafHash(entry)).equals(expected ?? Buffer.of())) throw new Error(`entry ${index} was changed`);
    return { bytes: formatTlogProof({ index, hashes, checkpoint: shown.note, extra: entry }), size: shown.size };
  }

  async *follow(signal: AbortSignal): AsyncIterable<Shown> {
    let last: Uint8Array | null = null;
    while (!signal.aborted) {
      const shown = await this.shown();
      if (shown && !(last && Buffer.from(last).equals(shown.note))) {
        last = shown.note;
        yield shown;
      }
      await pause(freshMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #read(): Promise<Shown | null> {
    const note = await this.#storage.read("checkpoint", maximalNoteBytes);
    if (note === undefined) return null;
    const { size, root } = openCheckpoint(note).checkpoint;
    return { note, size, root };
  }

  async #entryOf(size: number, index: number): Promise<Uint8Array> {
    const tile = tileOfEntry("entries", index, size);
    const entry = (await this.#bundle(tilePath(tile), size, index))[index % 256];
    if (entry === undefined) throw new Error(`entry ${index} is not in its bundle`);
    return entry;
  }

  #bundle(path: string, size: number, index: number): Promise<readonly Uint8Array[]> {
    const kept = this.#bundles.get(path);
    if (kept) return kept;
    const loading = readTileFile(this.#storage, tileOfEntry("entries", index, size)).then(({ bytes, served }) =>
      decodeBundle(bytes, served.width),
    );
    const oldest = this.#bundles.size >= keptBundles ? this.#bundles.keys().next().value : undefined;
    if (oldest !== undefined) this.#bundles.delete(oldest);
    this.#bundles.set(path, loading);
    loading.catch(() => this.#bundles.delete(path));
    return loading;
  }

  /** Tiles of the tree that is shown, kept for as long as it is. */
  #tilesOf(shown: Shown): Promise<VerifiedTiles> {
    if (this.#tiles && this.#head?.size === shown.size) return this.#tiles;
    const tiles = VerifiedTiles.open(this.#storage, shown);
    this.#head = shown;
    this.#tiles = tiles;
    tiles.catch(() => (this.#tiles = null));
    return tiles;
  }
}
