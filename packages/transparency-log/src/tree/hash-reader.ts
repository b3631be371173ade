import { type Hash, treeRoot } from "../merkle-tree.ts";
import { type EntryRange, fullSubtrees, joinSubtrees, type TreeNode } from "./subtrees.ts";

/** Where the hashes of full subtrees come from. One call asks for all that are needed, so that they load together. */
export interface HashReader {
  readHashes(nodes: readonly TreeNode[]): Promise<readonly Hash[]>;
}

/** Hashes of several ranges, with one call to the reader. */
export async function hashRanges(reader: HashReader, ranges: readonly EntryRange[]): Promise<Hash[]> {
  const parts = ranges.map(fullSubtrees);
  const hashes = await reader.readHashes(parts.flat());
  let at = 0;
  return parts.map((nodes) => {
    at += nodes.length;
    return joinSubtrees(hashes.slice(at - nodes.length, at));
  });
}

/** RFC 6962 root of the first `size` entries. */
export async function rootAt(reader: HashReader, size: number): Promise<Hash> {
  if (size === 0) return treeRoot([]);
  const [root] = await hashRanges(reader, [{ begin: 0, end: size }]);
  return root ?? treeRoot([]);
}
