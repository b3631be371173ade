import { describe, expect, it } from "vitest";
import { hex, leafHash, nodeHash, treeRoot } from "./merkle-tree.ts";
import { fromHex, outsideJson } from "./testing/outside.ts";
import { TileBuilder } from "./tiles/tile-builder.ts";
import { CompactRange } from "./tree/compact-range.ts";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));

type Single =
  | { kind: "empty-tree"; root: string }
  | { kind: "leaf"; inputUtf8: string; hash: string }
  | { kind: "node"; leftUtf8: string; rightUtf8: string; hash: string };
interface Tree {
  leafInputsHex: string[];
  leafHashes: string[];
  rootsBySize: string[];
}

describe("RFC 6962 hashes of other projects", () => {
  const { single, tree } = outsideJson<{ single: Single[]; tree: Tree }>("rfc6962-hashes.json");

  it.each(single)("$kind", (one) => {
    if (one.kind === "empty-tree") expect(hex(treeRoot([]))).toBe(one.root);
    if (one.kind === "leaf") expect(hex(leafHash(bytes(one.inputUtf8)))).toBe(one.hash);
    if (one.kind === "node") expect(hex(nodeHash(bytes(one.leftUtf8), bytes(one.rightUtf8)))).toBe(one.hash);
  });

  it("agrees on each leaf and on the root of every size of the known tree", () => {
    const leaves = tree.leafInputsHex.map((text) => leafHash(fromHex(text)));
    expect(leaves.map(hex)).toEqual(tree.leafHashes);
    expect(tree.rootsBySize.map((_, size) => hex(treeRoot(leaves.slice(0, size))))).toEqual(tree.rootsBySize);
  });
});

describe("roots of entry-0, entry-1 and so on", () => {
  const { roots } = outsideJson<{ roots: { size: number; root: string }[] }>("rfc6962-roots-entry.json");

  it.each(roots)("at size $size by definition, compact range and tiles", ({ size, root }) => {
    const leaves = Array.from({ length: size }, (_, index) => leafHash(bytes(`entry-${index}`)));
    const range = new CompactRange();
    const tiles = new TileBuilder();
    for (const leaf of leaves) {
      range.append(leaf);
      tiles.append(leaf);
    }
    expect([treeRoot(leaves), range.root(), tiles.root()].map(hex)).toEqual([root, root, root]);
  });
});
