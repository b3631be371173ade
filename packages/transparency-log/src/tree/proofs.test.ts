import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hash, hex, leafHash, nodeHash, treeRoot } from "../merkle-tree.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { CompactRange } from "./compact-range.ts";
import { consistencyFault, proveConsistency } from "./consistency.ts";
import { type HashReader, rootAt } from "./hash-reader.ts";
import { inclusionFault, proveInclusion } from "./inclusion.ts";
import type { TreeNode } from "./subtrees.ts";

const largest = 600;
const leaves = Array.from({ length: largest }, (_, index) => leafHash(toUtf8(`leaf ${index}`)));

const known = new Map<string, Hash>();

/** RFC 6962 2.1 as it is written, on any range, each computed once. */
function definition(begin: number, end: number): Hash {
  if (end - begin === 1) return leaves[begin]!;
  const key = `${begin} ${end}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  let split = 1;
  while (split * 2 < end - begin) split *= 2;
  const hash = nodeHash(definition(begin, begin + split), definition(begin + split, end));
  known.set(key, hash);
  return hash;
}

/** RFC 6962 2.1.1 PATH as it is written. */
function path(index: number, begin: number, end: number): Hash[] {
  if (end - begin === 1) return [];
  let split = 1;
  while (split * 2 < end - begin) split *= 2;
  return index < split
    ? [...path(index, begin, begin + split), definition(begin + split, end)]
    : [...path(index - split, begin + split, end), definition(begin, begin + split)];
}

/** RFC 6962 2.1.2 SUBPROOF as it is written. */
function subproof(size: number, { begin, end, whole }: { begin: number; end: number; whole: boolean }): Hash[] {
  if (size === end - begin) return whole ? [] : [definition(begin, end)];
  let split = 1;
  while (split * 2 < end - begin) split *= 2;
  return size <= split
    ? [...subproof(size, { begin, end: begin + split, whole }), definition(begin + split, end)]
    : [...subproof(size - split, { begin: begin + split, end, whole: false }), definition(begin, begin + split)];
}

const reader: HashReader = {
  readHashes: (nodes: readonly TreeNode[]) =>
    Promise.resolve(nodes.map(({ level, index }) => definition(index * 2 ** level, (index + 1) * 2 ** level))),
};
const inTree = fc
  .integer({ min: 1, max: largest })
  .chain((size) => fc.record({ size: fc.constant(size), at: fc.integer({ min: 0, max: size - 1 }) }));

describe("the tree", () => {
  it("has the root of the definition at every size to 600, by compact range and by subtrees", async () => {
    const range = new CompactRange();
    for (let size = 1; size <= largest; size += 1) {
      range.append(leaves[size - 1]!);
      const root = hex(definition(0, size));
      expect([hex(range.root()), hex(await rootAt(reader, size))]).toEqual([root, root]);
    }
    expect(hex(definition(0, largest))).toBe(hex(treeRoot(leaves)));
  });

  it("proves every entry at every size to 64, and the last ones at every size to 600", async () => {
    for (let size = 1; size <= largest; size += 1) {
      const some = size <= 64 ? Array.from({ length: size }, (_, at) => at) : [0, size - 2, size - 1];
      for (const index of some) {
        const proof = await proveInclusion(reader, index, size);
        expect(proof.map(hex)).toEqual(path(index, 0, size).map(hex));
        const claim = { index, size, leaf: leaves[index]!, root: definition(0, size) };
        expect(inclusionFault(claim, proof)).toBeUndefined();
      }
    }
  });

  it("proves that each size to 48 is part of each larger one", async () => {
    for (let later = 1; later <= 48; later += 1) {
      for (let earlier = 1; earlier <= later; earlier += 1) await expectConsistent(earlier, later);
    }
  });

  it("proves inclusion and consistency at any place to 600", async () => {
    await fc.assert(
      fc.asyncProperty(inTree, async ({ size, at }) => {
        const proof = await proveInclusion(reader, at, size);
        expect(proof.map(hex)).toEqual(path(at, 0, size).map(hex));
        expect(inclusionFault({ index: at, size, leaf: leaves[at]!, root: definition(0, size) }, proof)).toBe(
          undefined,
        );
        await expectConsistent(at + 1, size);
      }),
      { numRuns: 400 },
    );
  });
});

async function expectConsistent(earlier: number, later: number): Promise<void> {
  const proof = await proveConsistency(reader, earlier, later);
  expect(proof.map(hex)).toEqual(subproof(earlier, { begin: 0, end: later, whole: true }).map(hex));
  const claim = {
    earlier: { size: earlier, root: definition(0, earlier) },
    later: { size: later, root: definition(0, later) },
  };
  expect(consistencyFault(claim, proof)).toBeUndefined();
}

describe("a verifier of proofs", () => {
  it("refuses an inclusion proof of which anything was changed", async () => {
    await fc.assert(
      fc.asyncProperty(inTree, fc.nat(), async ({ size, at }, seed) => {
        const proof = await proveInclusion(reader, at, size);
        const claim = { index: at, size, leaf: leaves[at]!, root: definition(0, size) };
        expect(inclusionFault(claim, [...proof, leaves[0]!])).toBe("proof-too-long");
        if (proof.length === 0) return;
        expect(inclusionFault(claim, proof.slice(0, -1))).toBe("proof-too-short");
        expect(inclusionFault(claim, flipped(proof, seed))).toBe("root-differs");
        expect(inclusionFault({ ...claim, index: (at + 1) % size }, proof)).toMatch(/^(root-differs|proof-too)/);
      }),
      { numRuns: 200 },
    );
  });

  it("refuses a consistency proof of which anything was changed", async () => {
    await fc.assert(
      fc.asyncProperty(inTree, fc.nat(), async ({ size, at }, seed) => {
        const claim = {
          earlier: { size: at + 1, root: definition(0, at + 1) },
          later: { size, root: definition(0, size) },
        };
        const proof = await proveConsistency(reader, at + 1, size);
        expect(consistencyFault(claim, [...proof, leaves[0]!])).toBe("proof-too-long");
        if (proof.length === 0) return;
        expect(consistencyFault(claim, proof.slice(0, -1))).toBe("proof-too-short");
        expect(consistencyFault(claim, flipped(proof, seed))).toBe("root-differs");
      }),
      { numRuns: 200 },
    );
  });

  it("names what it refuses before it hashes anything", () => {
    const [leaf, root] = [leaves[0]!, leaves[0]!];
    expect(inclusionFault({ index: 1, size: 1, leaf, root }, [])).toBe("index-outside-tree");
    expect(inclusionFault({ index: -1, size: 1, leaf, root }, [])).toBe("index-outside-tree");
    expect(inclusionFault({ index: 0, size: 0, leaf, root }, [])).toBe("index-outside-tree");
    expect(inclusionFault({ index: 0, size: 1, leaf: leaf.slice(1), root }, [])).toBe("hash-length");
    expect(inclusionFault({ index: 0, size: 2, leaf, root }, [leaf.slice(1)])).toBe("hash-length");
    expect(inclusionFault({ index: 0.5, size: 1, leaf, root }, [])).toBe("size-unsafe");
    const head = (size: number, hash = root): { size: number; root: Hash } => ({ size, root: hash });
    expect(consistencyFault({ earlier: head(0), later: head(1) }, [])).toBe("size-zero");
    expect(consistencyFault({ earlier: head(2), later: head(1) }, [])).toBe("sizes-reversed");
    expect(consistencyFault({ earlier: head(1), later: head(1) }, [leaf])).toBe("proof-too-long");
    expect(consistencyFault({ earlier: head(1), later: head(1, leaves[1]!) }, [])).toBe("root-differs");
    expect(consistencyFault({ earlier: head(1), later: head(2, leaf.slice(1)) }, [leaf])).toBe("hash-length");
  });

  it("counts exactly beyond 32 bits and refuses to beyond 53", () => {
    const siblings = Array.from({ length: 40 }, (_, at) => leafHash(toUtf8(`sibling ${at}`)));
    const index = 2 ** 40 - 1;
    const root = siblings.reduce((hash, sibling) => nodeHash(sibling, hash), leaves[0]!);
    expect(inclusionFault({ index, size: 2 ** 40, leaf: leaves[0]!, root }, siblings)).toBeUndefined();
    expect(inclusionFault({ index: index % 2 ** 32, size: 2 ** 40, leaf: leaves[0]!, root }, siblings)).toBe(
      "root-differs",
    );
    expect(inclusionFault({ index: 0, size: 2 ** 53, leaf: leaves[0]!, root }, siblings)).toBe("size-unsafe");
  });
});

function flipped(proof: readonly Hash[], seed: number): Hash[] {
  const copy = proof.map((hash) => hash.slice());
  const hash = copy[seed % copy.length]!;
  hash[seed % 32]! ^= 1 << (seed % 8);
  return copy;
}
