import { type Hash, nodeHash } from "../merkle-tree.ts";

/** Hash of the entries [index * 2^level, (index + 1) * 2^level): a full subtree, which never changes. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Entries from `begin` up to but not including `end`. */
export interface EntryRange {
  readonly begin: number;
  readonly end: number;
}

/** The largest power of two below a number of at least 2: where RFC 6962 splits a tree. Exact up to 2^53. */
export function splitPoint(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/**
 * The full subtrees that make up a range, left to right, largest first. The range begins where a subtree of at least
 * its own size may begin, as all ranges of RFC 6962 proofs do.
 */
export function fullSubtrees({ begin, end }: EntryRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = begin;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (width * 2 <= end - at) {
      width *= 2;
      level += 1;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** Hash of a range from the hashes of its full subtrees, left to right; at least one. */
export function joinSubtrees(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1);
  if (last === undefined) throw new Error("a range without subtrees has no hash");
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}
