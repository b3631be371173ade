import type { Micros } from "../instant.ts";

/** What the fold has to know of an event: a mark counts as an append of one. */
export interface FoldStep {
  readonly position: bigint;
  readonly created: Micros;
  readonly append: string;
  readonly index: number;
  readonly size: number;
}

export interface FoldState {
  /** Of the last event that was folded; 0 before the first. */
  readonly position: bigint;
  /** Instant of the last append. */
  readonly last: Micros;
  /** Of the last event that a caller appended; 0 before the first. */
  readonly dataPosition: bigint;
}

/**
 * The instants of all appends, from what the server stores and nothing else: the time at which it wrote the append's
 * first event, or a microsecond after the append before, whichever is later. Every reader who folds the same log comes
 * to the same instants, whatever clocks did. Only instants that differ from the server's time have to be remembered.
 */
export class InstantFold {
  #position: bigint;
  #last: Micros;
  #dataPosition: bigint;
  #open: { readonly append: string; readonly next: number } | null = null;
  readonly #moved = new Map<bigint, Micros>();
  #fresh: [position: bigint, instant: Micros][] = [];

  constructor(state: FoldState = { position: 0n, last: 0n, dataPosition: 0n }) {
    this.#position = state.position;
    this.#last = state.last;
    this.#dataPosition = state.dataPosition;
  }

  get position(): bigint {
    return this.#position;
  }

  get dataPosition(): bigint {
    return this.#dataPosition;
  }

  /** True where the last append is complete: only there can a state be kept. */
  get atBoundary(): boolean {
    return this.#open === null;
  }

  get state(): FoldState {
    return { position: this.#position, last: this.#last, dataPosition: this.#dataPosition };
  }

  /** Instants that differ from the server's time, by the position of the append's first event, not yet kept. */
  get fresh(): readonly (readonly [position: bigint, instant: Micros])[] {
    return this.#fresh;
  }

  /** Knows these instants from a checkpoint up to the position; they need not be kept again. */
  learn(moved: readonly (readonly [position: bigint, instant: Micros])[], upTo: bigint): void {
    for (const [position, instant] of moved) this.#moved.set(position, instant);
    this.#fresh = this.#fresh.filter(([position]) => position > upTo);
  }

  /** The instant of the append that the step belongs to. Steps come in the order of positions, each once. */
  step({ position, created, append, index, size }: FoldStep, isData: boolean): Micros {
    if (position <= this.#position) throw new Error(`Position ${position} follows ${this.#position} in the fold.`);
    const goesOn = this.#open?.append === append && this.#open.next === index;
    if (!goesOn) this.#begin(position, created);
    this.#open = index + 1 < size ? { append, next: index + 1 } : null;
    this.#position = position;
    if (isData) this.#dataPosition = position;
    return this.#last;
  }

  /** The instant of an append by its first event, which must lie in what was folded. */
  instantOf(first: { readonly position: bigint; readonly created: Micros }): Micros {
    return this.#moved.get(first.position) ?? first.created;
  }

  #begin(position: bigint, created: Micros): void {
    this.#last = created > this.#last ? created : this.#last + 1n;
    if (this.#last === created || this.#moved.has(position)) return;
    this.#moved.set(position, this.#last);
    this.#fresh.push([position, this.#last]);
  }
}
