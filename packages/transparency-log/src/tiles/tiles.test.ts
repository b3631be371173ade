import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toUtf8 } from "../bytes/utf8.ts";
import { type Hash, hex, leafHash, treeRoot } from "../merkle-tree.ts";
import { faultOf } from "../testing/outside.ts";
import { CompactRange } from "../tree/compact-range.ts";
import { decodeBundle, encodeBundle } from "./entry-bundle.ts";
import { servedAs } from "./served-as.ts";
import { TileBuilder } from "./tile-builder.ts";
import { parseTilePath, tilePath } from "./tile-path.ts";
import { edgeTiles, widthAt } from "./tile-widths.ts";

const leafAt = (index: number): Hash => leafHash(toUtf8(`entry ${index}`));

describe("tiles of every size to 600", () => {
  const leaves = Array.from({ length: 600 }, (_, index) => leafAt(index));

  it("hold what the specification says, and yield the root", () => {
    const builder = new TileBuilder();
    const range = new CompactRange();
    for (const [index, leaf] of leaves.entries()) {
      const size = index + 1;
      range.append(leaf);
      const full = builder.append(leaf);
      const lowest = full.filter(({ tile }) => tile.level === 0);
      expect(lowest.map(({ path }) => path)).toEqual(size % 256 === 0 ? [`tile/0/00${size / 256 - 1}`] : []);
      for (const { tile, bytes } of [...full, ...builder.edge()]) {
        // A hash of level 1 stands for 256 entries; at most two of them are in a tree of this size.
        const expected =
          tile.level === 0
            ? leaves.slice(tile.index * 256, tile.index * 256 + tile.width)
            : [0, 1].slice(0, tile.width).map((at) => subtreeOf256(leaves, at));
        expect(hex(bytes)).toBe(expected.map(hex).join(""));
      }
      expect(hex(builder.root())).toBe(hex(range.root()));
    }
  });

  it("can be gone on from at any size", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 599 }), async (size) => {
        const first = new TileBuilder();
        for (const leaf of leaves.slice(0, size)) first.append(leaf);
        const edge = new Map(first.edge().map(({ path, bytes }) => [path, bytes]));
        const second = await TileBuilder.resume(size, (tile) => Promise.resolve(edge.get(tilePath(tile))!));
        expect(hex(second.root())).toBe(hex(first.root()));
        for (const leaf of leaves.slice(size)) {
          expect(second.append(leaf).map(({ path }) => path)).toEqual(first.append(leaf).map(({ path }) => path));
        }
        expect(hex(second.root())).toBe(hex(first.root()));
      }),
      { numRuns: 12 },
    );
  });
});

const roots256 = new Map<number, Hash>();

function subtreeOf256(leaves: readonly Hash[], at: number): Hash {
  const found = roots256.get(at) ?? treeRoot(leaves.slice(at * 256, at * 256 + 256));
  roots256.set(at, found);
  return found;
}

describe("tile paths", () => {
  it("are read back for every index, and only in their one spelling", () => {
    const index = fc.oneof(fc.nat(2000), fc.integer({ min: 0, max: 2 ** 44 }));
    const level = fc.oneof(fc.nat(63), fc.constant("entries" as const));
    fc.assert(
      fc.property(index, level, fc.integer({ min: 1, max: 256 }), (each, at, width) => {
        const tile = { level: at, index: each, width };
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
        expect(faultOf(() => parseTilePath(tilePath(tile).replace(/\/(\d{3}|x)/, "/x000/$1")))).toBe("tile-path");
      }),
    );
  });

  it.each(["tile/0/../checkpoint", "/tile/0/000", "tile/0/000/", "tile/0/000\n", "tile/0/00٣", "tile/0/000.p/1e1", ""])(
    "%j is none",
    (path) => {
      expect(faultOf(() => parseTilePath(path))).toBe("tile-path");
      expect(servedAs(path)).toBeUndefined();
    },
  );

  it("never name a tile of width 0", () => {
    for (const size of [0, 256, 512, 65_536]) expect(edgeTiles(size).filter(({ width }) => width === 0)).toEqual([]);
    expect([widthAt(256, 0, 0), widthAt(256, 0, 1), widthAt(256, 1, 0)]).toEqual([256, 0, 1]);
    expect(faultOf(() => widthAt(2 ** 53, 0, 0))).toBe("size-unsafe");
  });
});

describe("bundles", () => {
  it("give back the entries", () => {
    const entry = fc.uint8Array({ minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries), entries.length).map(hex)).toEqual(entries.map(hex));
      }),
    );
  });

  it("hold entries of 1 to 65 535 bytes", () => {
    const largest = new Uint8Array(65_535).fill(7);
    expect(decodeBundle(encodeBundle([largest]), 1)).toEqual([largest]);
    expect(faultOf(() => encodeBundle([new Uint8Array(65_536)]))).toBe("entry-size");
    expect(faultOf(() => encodeBundle([new Uint8Array()]))).toBe("entry-size");
    expect(faultOf(() => decodeBundle(Uint8Array.of(0, 0), 1))).toBe("entry-size");
  });

  it.each([
    ["a cut length", [0], 1],
    ["a cut entry", [0, 2, 1], 1],
    ["an entry too few", [0, 1, 9], 2],
    ["an entry too many", [0, 1, 9, 0, 1, 9], 1],
  ])("refuse %s", (_, bytes, width) => {
    expect(faultOf(() => decodeBundle(Uint8Array.from(bytes), width))).toBe("bundle-form");
  });
});
