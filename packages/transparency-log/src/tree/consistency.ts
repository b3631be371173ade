import { equalBytes } from "../bytes/equal-bytes.ts";
import { type FaultCode, LogFault } from "../fault.ts";
import { type Hash, nodeHash } from "../merkle-tree.ts";
import { type HashReader, hashRanges } from "./hash-reader.ts";
import { type EntryRange, splitPoint } from "./subtrees.ts";

/** A tree of one log: how many entries, and the hash of them all. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** An earlier and a later tree that are said to be of one log. */
export interface ConsistencyClaim {
  readonly earlier: TreeHead;
  readonly later: TreeHead;
}

/** RFC 6962 2.1.2 PROOF(m, D[n]): the ranges whose hashes are the proof. Needs 0 < m <= n. */
function consistencyRanges(earlier: number, later: number): EntryRange[] {
  if (!Number.isSafeInteger(earlier) || !Number.isSafeInteger(later)) throw new LogFault("size-unsafe");
  if (earlier < 1) throw new LogFault("size-zero");
  if (earlier > later) throw new LogFault("sizes-reversed", `${earlier} > ${later}`);
  const ranges: EntryRange[] = [];
  let begin = 0;
  let end = later;
  while (end !== earlier) {
    const middle = begin + splitPoint(end - begin);
    if (earlier <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  // The earlier tree itself is known to whoever asks; a part of it is not.
  if (begin > 0) ranges.push({ begin, end });
  return ranges.toReversed();
}

/** Builds the consistency proof between two sizes. Throws `size-zero`, `sizes-reversed`, and what the reader throws. */
export function proveConsistency(reader: HashReader, earlier: number, later: number): Promise<Hash[]> {
  return hashRanges(reader, consistencyRanges(earlier, later));
}

/**
 * RFC 9162 2.1.4.2: the fault of a consistency proof, or undefined if it proves the claim. An earlier size of 0 is
 * refused: nothing is proved about an empty tree, and who allows it by convention says so himself.
 */
export function consistencyFault(claim: ConsistencyClaim, proof: readonly Hash[]): FaultCode | undefined {
  const { earlier, later } = claim;
  if (!Number.isSafeInteger(earlier.size) || !Number.isSafeInteger(later.size)) return "size-unsafe";
  if (earlier.size < 1) return "size-zero";
  if (earlier.size > later.size) return "sizes-reversed";
  // Nothing is hashed for equal sizes: that both sides name the same root, of whatever length, is all there is to ask.
  if (earlier.size === later.size) {
    if (proof.length > 0) return "proof-too-long";
    return equalBytes(earlier.root, later.root) ? undefined : "root-differs";
  }
  if ([earlier.root, later.root, ...proof].some((hash) => hash.length !== 32)) return "hash-length";
  return growthFault(claim, isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof);
}

function growthFault({ earlier, later }: ConsistencyClaim, path: readonly Hash[]): FaultCode | undefined {
  let fn = earlier.size - 1;
  let sn = later.size - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  const [first, ...rest] = path;
  if (first === undefined) return "proof-too-short";
  let earlierHash = first;
  let laterHash = first;
  for (const hash of rest) {
    if (sn === 0) return "proof-too-long";
    if (fn % 2 === 1 || fn === sn) {
      earlierHash = nodeHash(hash, earlierHash);
      laterHash = nodeHash(hash, laterHash);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      laterHash = nodeHash(laterHash, hash);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  if (sn !== 0) return "proof-too-short";
  const agree = equalBytes(earlierHash, earlier.root) && equalBytes(laterHash, later.root);
  return agree ? undefined : "root-differs";
}

function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}
