/** One entry: a node of its own, so that a branch tells entries from branches by what they hold. */
interface Leaf<V> {
  readonly key: string;
  readonly value: V;
}

interface Branch<V> {
  /** Which of the 32 places are taken; `slots` holds these alone, in their order. */
  readonly bits: number;
  readonly slots: readonly (Branch<V> | Leaf<V>)[];
}

const bitsPerLevel = 5;
/** So many levels one hash of 32 bits is good for; below them another hash of the same key goes on. */
const levelsPerHash = 6;
const nothing: Branch<never> = { bits: 0, slots: [] };

/**
 * A map that is never changed: `with` and `without` give another one and share all but a few small nodes with it, in
 * time that does not grow with the map. Equal contents have equal structure, whatever way they came about.
 */
export class PersistentMap<V> {
  static of<V>(entries: Iterable<readonly [string, V]> = []): PersistentMap<V> {
    let map = new PersistentMap<V>(nothing);
    for (const [key, value] of entries) map = map.with(key, value);
    return map;
  }

  private readonly root: Branch<V>;

  private constructor(root: Branch<V>) {
    this.root = root;
  }

  get(key: string): V | undefined {
    let branch = this.root;
    for (let level = 0, hash = 0; ; level++) {
      if (level % levelsPerHash === 0) hash = hashOf(key, level);
      const bit = bitAt(hash, level);
      if ((branch.bits & bit) === 0) return undefined;
      const slot = branch.slots[placeOf(branch.bits, bit)] as Branch<V> | Leaf<V>;
      if ("key" in slot) return slot.key === key ? slot.value : undefined;
      branch = slot;
    }
  }

  with(key: string, value: V): PersistentMap<V> {
    return new PersistentMap(put(this.root, { key, value }, { level: 0, hash: 0 }));
  }

  without(key: string): PersistentMap<V> {
    const root = take(this.root, key, { level: 0, hash: 0 });
    return root === this.root ? this : new PersistentMap(root);
  }

  /** Values in no order that means anything. */
  values(): V[] {
    const found: V[] = [];
    collect(this.root, found);
    return found;
  }
}

interface Depth {
  readonly level: number;
  /** Hash of the levels above; taken anew where it is used up. */
  readonly hash: number;
}

function put<V>(branch: Branch<V>, leaf: Leaf<V>, depth: Depth): Branch<V> {
  const { level, hash } = here(leaf.key, depth);
  const bit = bitAt(hash, level);
  const place = placeOf(branch.bits, bit);
  const slots = branch.slots.slice();
  if ((branch.bits & bit) === 0) {
    slots.splice(place, 0, leaf);
    return { bits: branch.bits | bit, slots };
  }
  const slot = slots[place] as Branch<V> | Leaf<V>;
  const below = { level: level + 1, hash };
  if (!("key" in slot)) slots[place] = put(slot, leaf, below);
  else if (slot.key === leaf.key) slots[place] = leaf;
  else slots[place] = put(put(nothing, slot, { level: level + 1, hash: hashBelow(slot.key, level) }), leaf, below);
  return { bits: branch.bits, slots };
}

function take<V>(branch: Branch<V>, key: string, depth: Depth): Branch<V> {
  const { level, hash } = here(key, depth);
  const bit = bitAt(hash, level);
  if ((branch.bits & bit) === 0) return branch;
  const place = placeOf(branch.bits, bit);
  const slot = branch.slots[place] as Branch<V> | Leaf<V>;
  const slots = branch.slots.slice();
  if ("key" in slot) {
    if (slot.key !== key) return branch;
    slots.splice(place, 1);
    return { bits: branch.bits & ~bit, slots };
  }
  const smaller = take(slot, key, { level: level + 1, hash });
  if (smaller === slot) return branch;
  // A branch with one entry left is that entry, so that the structure tells nothing of what was there.
  const [only] = smaller.slots;
  slots[place] = smaller.slots.length === 1 && only && "key" in only ? only : smaller;
  return { bits: branch.bits, slots };
}

function collect<V>(branch: Branch<V>, found: V[]): void {
  for (const slot of branch.slots) {
    if ("key" in slot) found.push(slot.value);
    else collect(slot, found);
  }
}

function here(key: string, { level, hash }: Depth): Depth {
  return { level, hash: level % levelsPerHash === 0 ? hashOf(key, level) : hash };
}

/** The hash that a key has at a level, for a key that comes down from it. */
function hashBelow(key: string, level: number): number {
  return hashOf(key, level - (level % levelsPerHash));
}

function bitAt(hash: number, level: number): number {
  return 1 << ((hash >>> ((level % levelsPerHash) * bitsPerLevel)) & 31);
}

/** How many places before this one are taken. */
function placeOf(bits: number, bit: number): number {
  let count = bits & (bit - 1);
  count -= (count >>> 1) & 0x55555555;
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** FNV-1a with another beginning for every seed, and its bits mixed once more: ids often differ in their end alone. */
function hashOf(key: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
