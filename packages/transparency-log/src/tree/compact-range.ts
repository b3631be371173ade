import { type Hash, nodeHash, treeRoot } from "../merkle-tree.ts";
import { joinSubtrees } from "./subtrees.ts";

/**
 * A tree known by the hashes of its full subtrees only, one for each bit of its size: it grows and tells its root in
 * logarithmic memory.
 */
export class CompactRange {
  #size = 0;
  readonly #hashes: Hash[] = [];

  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    let rest = this.#size;
    while (rest % 2 === 1) {
      const left = this.#hashes.pop();
      if (left === undefined) throw new Error("a compact range lost a subtree");
      hash = nodeHash(left, hash);
      rest = (rest - 1) / 2;
    }
    this.#hashes.push(hash);
    this.#size += 1;
  }

  root(): Hash {
    return this.#size === 0 ? treeRoot([]) : joinSubtrees(this.#hashes);
  }
}
