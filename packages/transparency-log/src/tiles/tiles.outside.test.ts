import { describe, expect, it } from "vitest";
import { faultOf, outsideJson } from "../testing/outside.ts";
import { servedAs } from "./served-as.ts";
import { parseTilePath, tilePath } from "./tile-path.ts";
import { bundleParts, hashesAt, tileOfEntry } from "./tile-widths.ts";

interface Vectors {
  encode: { kind: "tile" | "entries"; level: number | null; index: number; partialWidth: number; path: string }[];
  entriesForIndex: { index: number; treeSize: number; path: string }[];
  parseInvalid: string[];
  partialWidths: { cases: { size: number; levels: { level: number; full: number; partial: number }[] }[] };
  ranges: { from: number; n: number; treeSize: number; want: Part[] }[];
}
interface Part {
  bundle: number;
  first: number;
  count: number;
  partial: number;
}
const vectors = outsideJson<Vectors>("tile-paths.json");

describe("tile paths of other projects", () => {
  it.each(vectors.encode)("writes and reads $path", ({ level, index, partialWidth, path }) => {
    const tile = { level: level ?? ("entries" as const), index, width: partialWidth === 0 ? 256 : partialWidth };
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each(vectors.entriesForIndex)("finds entry $index of $treeSize in $path", ({ index, treeSize, path }) => {
    expect(tilePath(tileOfEntry("entries", index, treeSize))).toBe(path);
  });

  it.each(vectors.parseInvalid)("refuses %s", (path) => {
    expect(faultOf(() => parseTilePath(path))).toBe("tile-path");
  });

  it.each(vectors.partialWidths.cases)("knows the widths at size $size", ({ size, levels }) => {
    expect(levels.map(({ level }) => [Math.floor(hashesAt(size, level) / 256), hashesAt(size, level) % 256])).toEqual(
      levels.map(({ full, partial }) => [full, partial]),
    );
  });

  it.each(vectors.ranges)("takes $n entries from $from of $treeSize", ({ from, n, treeSize, want }) => {
    const parts = bundleParts(from, n, treeSize).map(({ bundle, first, count }) => ({
      bundle: bundle.index,
      first,
      count,
      partial: bundle.width % 256,
    }));
    expect(parts).toEqual(want);
  });
});

interface Expected {
  method?: string;
  path: string;
  status: number;
  contentType?: string;
}

describe("what the servers of other projects answer", () => {
  const { expect: all } = outsideJson<{ expect: Expected[] }>("http-headers.json");
  const reads = all.filter(({ method = "GET" }) => method === "GET");

  it.each(reads)("$path: $status", ({ path, status, contentType }) => {
    expect(servedAs(path.slice(1))?.contentType).toBe(status === 200 ? contentType : undefined);
  });

  it("keeps tiles for ever and a checkpoint for seconds", () => {
    expect(servedAs("tile/0/001.p/44")?.cacheControl).toBe("public, max-age=31536000, immutable");
    expect(servedAs("checkpoint")?.cacheControl).toBe("public, max-age=3, must-revalidate");
  });
});
