import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "./canonical-json.ts";
import { hex, leafHash, nodeHash, treeRoot } from "./merkle-tree.ts";

const folder = join(process.env["OUTSIDE_VECTORS"] ?? "../shared/vectors", "tlog");

function load<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));

describe("RFC 8785 documents of other projects", () => {
  const { cases } = load<{ cases: { name: string; inputUtf8Hex: string; outputHex: string }[] }>("jcs.json");
  it.each(cases)("$name", ({ inputUtf8Hex, outputHex }) => {
    const input = JSON.parse(Buffer.from(inputUtf8Hex, "hex").toString("utf8")) as Json;
    expect(Buffer.from(canonicalJson(input), "utf8").toString("hex")).toBe(outputHex);
  });
});

describe("RFC 6962 hashes of other projects", () => {
  type Single =
    | { kind: "empty-tree"; root: string }
    | { kind: "leaf"; inputUtf8: string; hash: string }
    | { kind: "node"; leftUtf8: string; rightUtf8: string; hash: string };
  const { single, tree } = load<{ single: Single[]; tree: { leafInputsHex: string[]; rootsBySize: string[] } }>(
    "rfc6962-hashes.json",
  );

  it.each(single)("$kind", (one) => {
    if (one.kind === "empty-tree") expect(hex(treeRoot([]))).toBe(one.root);
    if (one.kind === "leaf") expect(hex(leafHash(bytes(one.inputUtf8)))).toBe(one.hash);
    if (one.kind === "node") expect(hex(nodeHash(bytes(one.leftUtf8), bytes(one.rightUtf8)))).toBe(one.hash);
  });

  it("agrees on the root of every size of the known tree", () => {
    const leaves = tree.leafInputsHex.map((text) => leafHash(new Uint8Array(Buffer.from(text, "hex"))));
    const roots = tree.rootsBySize.map((_, size) => hex(treeRoot(leaves.slice(0, size))));
    expect(roots).toEqual(tree.rootsBySize);
  });

  const { roots } = load<{ roots: { size: number; root: string }[] }>("rfc6962-roots-entry.json");
  it.each(roots)("root of entry-0 … at size $size", ({ size, root }) => {
    const leaves = Array.from({ length: size }, (_, index) => leafHash(bytes(`entry-${index}`)));
    expect(hex(treeRoot(leaves))).toBe(root);
  });
});
