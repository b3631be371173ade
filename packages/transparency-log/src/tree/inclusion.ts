import { equalBytes } from "../bytes/equal-bytes.ts";
import { type FaultCode, LogFault } from "../fault.ts";
import { type Hash, nodeHash } from "../merkle-tree.ts";
import { type HashReader, hashRanges } from "./hash-reader.ts";
import { type EntryRange, splitPoint } from "./subtrees.ts";

/** An entry and the tree that it is said to be in. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
}

/** RFC 6962 2.1.1 PATH(index, D[size]): the ranges whose hashes are the proof, the leaf's sibling first. */
function inclusionRanges(index: number, size: number): EntryRange[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index)) throw new LogFault("size-unsafe");
  if (index < 0 || index >= size) throw new LogFault("index-outside-tree", `${index} of ${size}`);
  const ranges: EntryRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.toReversed();
}

/** Builds the inclusion proof of an entry. Throws `index-outside-tree`, and what the reader throws. */
export function proveInclusion(reader: HashReader, index: number, size: number): Promise<Hash[]> {
  return hashRanges(reader, inclusionRanges(index, size));
}

/** RFC 9162 2.1.3.2: the fault of an inclusion proof, or undefined if it proves the claim. */
export function inclusionFault(claim: InclusionClaim, proof: readonly Hash[]): FaultCode | undefined {
  const { index, size } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return "size-unsafe";
  if (index < 0 || index >= size) return "index-outside-tree";
  if ([claim.leaf, claim.root, ...proof].some((hash) => hash.length !== 32)) return "hash-length";
  let fn = index;
  let sn = size - 1;
  let hash = claim.leaf;
  for (const sibling of proof) {
    if (sn === 0) return "proof-too-long";
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  if (sn !== 0) return "proof-too-short";
  return equalBytes(hash, claim.root) ? undefined : "root-differs";
}
