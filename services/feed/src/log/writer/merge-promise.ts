/** What the log promises: within this time an entry is under a published checkpoint. */
export const promisedWithinMs = 60_000;

/** Watches how long entries wait for their checkpoint. Instants are milliseconds of a clock that never goes back. */
export class MergePromise {
  readonly #withinMs: number;
  /** Sizes that are not yet published, with the instants when they were first seen; oldest first. */
  #waiting: { readonly size: number; readonly since: number }[] = [];
  #published = 0;
  #said = false;

  constructor(withinMs: number) {
    this.#withinMs = withinMs;
  }

  taken(size: number, now: number): void {
    if (size > Math.max(this.#published, this.#waiting.at(-1)?.size ?? 0)) this.#waiting.push({ size, since: now });
  }

  published(size: number): void {
    this.#published = size;
    this.#waiting = this.#waiting.filter((one) => one.size > size);
    if (this.#waiting.length === 0) this.#said = false;
  }

  /** How long the oldest entry has waited, and whether that is longer than was promised. */
  at(now: number): { readonly waitingMs: number; readonly broken: boolean } {
    const [oldest] = this.#waiting;
    const waitingMs = oldest === undefined ? 0 : now - oldest.since;
    return { waitingMs, broken: waitingMs > this.#withinMs };
  }

  /** True once for each time that the promise is broken. */
  newlyBroken(now: number): boolean {
    const { broken } = this.at(now);
    const fresh = broken && !this.#said;
    this.#said ||= broken;
    return fresh;
  }
}
