const wordsPerId = 4;
const leastSlots = 1 << 10;

/**
 * Numbers by UUID, 20 bytes a place in flat memory: a `Map` of five million strings would take half a gigabyte and
 * ends at sixteen million.
 */
export class IdTable {
  #slots = leastSlots;
  #ids = new Uint32Array(leastSlots * wordsPerId);
  /** The number plus one; 0 is an empty slot. */
  #numbers = new Uint32Array(leastSlots);
  #count = 0;

  /** Throws where the id is there already. */
  add(id: string, number: number): void {
    if (this.#count * 2 >= this.#slots) this.#grow();
    const words = wordsOf(id);
    const slot = this.#slotOf(words);
    if (this.#numbers[slot] !== 0) throw new Error(`the id ${id} occurs twice`);
    this.#put(slot, words, number + 1);
    this.#count += 1;
  }

  get(id: string): number | undefined {
    const number = this.#numbers[this.#slotOf(wordsOf(id))] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  #slotOf(words: ArrayLike<number>): number {
    const mask = this.#slots - 1;
    for (let slot = (words[0] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      if (this.#numbers[slot] === 0 || this.#holds(slot, words)) return slot;
    }
  }

  #holds(slot: number, words: ArrayLike<number>): boolean {
    for (let at = 0; at < wordsPerId; at += 1) {
      if (this.#ids[slot * wordsPerId + at] !== words[at]) return false;
    }
    return true;
  }

  #put(slot: number, words: ArrayLike<number>, number: number): void {
    this.#ids.set(words, slot * wordsPerId);
    this.#numbers[slot] = number;
  }

  #grow(): void {
    const [ids, numbers] = [this.#ids, this.#numbers];
    this.#slots *= 2;
    this.#ids = new Uint32Array(this.#slots * wordsPerId);
    this.#numbers = new Uint32Array(this.#slots);
    for (const [slot, number] of numbers.entries()) {
      if (number === 0) continue;
      const words = ids.subarray(slot * wordsPerId, (slot + 1) * wordsPerId);
      this.#put(this.#slotOf(words), words, number);
    }
  }
}

function wordsOf(id: string): Uint32Array {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Uint32Array.from({ length: wordsPerId }, (_, at) => bytes.readUInt32BE(at * 4));
}
