import { beforeAll, describe, expect, it } from "vitest";
import { type Hash, hex } from "../merkle-tree.ts";
import { CompactRange } from "../tree/compact-range.ts";
import { consistencyFault, proveConsistency } from "../tree/consistency.ts";
import { rootAt } from "../tree/hash-reader.ts";
import { inclusionFault, proveInclusion } from "../tree/inclusion.ts";
import type { LogFiles } from "./log-files.ts";
import { type BuiltTile, TileBuilder } from "./tile-builder.ts";
import { VerifiedTiles } from "./verified-tiles.ts";

/** Any 32 bytes may stand for a leaf; that spares a million hashes. */
function leafAt(index: number): Hash {
  const leaf = new Uint8Array(32);
  new DataView(leaf.buffer).setFloat64(0, index);
  return leaf;
}

describe("a log of a million entries", () => {
  const samples = [1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000, 131_072, 524_289, 999_999, 1_000_000];
  const files = new Map<string, Uint8Array>();
  const heads = new Map<number, Hash>();
  const log: LogFiles = { read: (path) => Promise.resolve(files.get(path)) };

  beforeAll(() => {
    const builder = new TileBuilder();
    const range = new CompactRange();
    const keep = (tiles: readonly BuiltTile[]): void => tiles.forEach(({ path, bytes }) => files.set(path, bytes));
    for (let size = 1; size <= 1_000_000; size += 1) {
      const leaf = leafAt(size - 1);
      range.append(leaf);
      keep(builder.append(leaf));
      if (!samples.includes(size)) continue;
      keep(builder.edge());
      heads.set(size, range.root());
      expect(hex(builder.root())).toBe(hex(range.root()));
    }
  }, 120_000);

  const open = (size: number): Promise<VerifiedTiles> => VerifiedTiles.open(log, { size, root: heads.get(size)! });

  it.each(samples)("is proved from its tiles at size %i", async (size) => {
    const tiles = await open(size);
    for (const index of new Set([0, Math.floor(size / 3), size - 1])) {
      const proof = await proveInclusion(tiles, index, size);
      const claim = { index, size, leaf: leafAt(index), root: heads.get(size)! };
      expect(inclusionFault(claim, proof)).toBeUndefined();
    }
    for (const earlier of samples.filter((each) => each <= size)) {
      expect(hex(await rootAt(tiles, earlier))).toBe(hex(heads.get(earlier)!));
      const proof = await proveConsistency(tiles, earlier, size);
      const claim = {
        earlier: { size: earlier, root: heads.get(earlier)! },
        later: { size, root: heads.get(size)! },
      };
      expect(consistencyFault(claim, proof)).toBeUndefined();
    }
  });

  it("answers from full tiles where partial ones were deleted", async () => {
    const gone: LogFiles = {
      read: (path) => Promise.resolve(path.startsWith("tile/0/") && path.includes(".p/") ? undefined : files.get(path)),
    };
    const tiles = await VerifiedTiles.open(gone, { size: 257, root: heads.get(257)! });
    expect(hex((await tiles.tile(0, 1))[0]!)).toBe(hex(leafAt(256)));
  });

  it("reads at most one tile of each level for a proof", async () => {
    const read: string[] = [];
    const counting: LogFiles = { read: (path) => (read.push(path), log.read(path, 8192)) };
    const tiles = await VerifiedTiles.open(counting, { size: 1_000_000, root: heads.get(1_000_000)! });
    await proveInclusion(tiles, 777_777, 1_000_000);
    expect(read.toSorted()).toEqual([
      "tile/0/x003/038",
      "tile/0/x003/906.p/64",
      "tile/1/011",
      "tile/1/015.p/66",
      "tile/2/000.p/15",
    ]);
  });
});
