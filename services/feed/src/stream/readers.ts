export interface ReaderLimits {
  /** Streams at a time; the next one is told to come back. */
  readonly most: number;
  /** Streams at a time of one address; the next one is told not to come back. */
  readonly mostEach: number;
}

/** A place that was taken, to be given back once; or which limit leaves none. */
export type Entered = { readonly leave: () => void } | "too-many" | "too-many-of-one";

/** Counts those who read, in all and by address; where the address is unknown, in all only. */
export class Readers {
  readonly #limits: ReaderLimits;
  readonly #open = new Map<string, number>();
  #all = 0;

  constructor(limits: ReaderLimits) {
    this.#limits = limits;
  }

  enter(address: string | null): Entered {
    if (address !== null && (this.#open.get(address) ?? 0) >= this.#limits.mostEach) return "too-many-of-one";
    if (this.#all >= this.#limits.most) return "too-many";
    this.#count(address, 1);
    let left = false;
    return {
      leave: () => {
        if (!left) this.#count(address, -1);
        left = true;
      },
    };
  }

  #count(address: string | null, more: 1 | -1): void {
    this.#all += more;
    if (address === null) return;
    const now = (this.#open.get(address) ?? 0) + more;
    if (now > 0) this.#open.set(address, now);
    else this.#open.delete(address);
  }
}
