interface Waiter {
  readonly position: bigint;
  end(there: boolean): void;
}

/** All who wait in this process for the tables to move, and how far they are known to be. */
export class Crowd {
  readonly #wakers = new Set<() => void>();
  readonly #awaited = new Set<Waiter>();
  #heard = -1n;

  get heard(): bigint {
    return this.#heard;
  }

  /** The tables hold the position: whoever waits for it, or for any word, goes on. */
  hear(position: bigint): void {
    this.saw(position);
    this.wakeAll();
  }

  /** The same, seen and not said: nobody else is woken. */
  saw(position: bigint): void {
    if (position > this.#heard) this.#heard = position;
    // A waiter whose position is not there yet is left alone: most of those who wait wait for another one.
    for (const one of this.#awaited) if (one.position <= this.#heard) one.end(true);
  }

  wakeAll(): void {
    for (const wake of this.#wakers) wake();
  }

  /** Everybody has to look for himself. */
  giveUp(): void {
    for (const one of this.#awaited) one.end(false);
    this.wakeAll();
  }

  /** A server that crashed may have taken back what it said. */
  forget(): void {
    this.#heard = -1n;
    this.giveUp();
  }

  next(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wakers.delete(wake);
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      this.#wakers.add(wake);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  until(position: bigint, waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => one.end(false), waitMs);
      const one: Waiter = {
        position,
        end: (there) => {
          this.#awaited.delete(one);
          clearTimeout(timer);
          resolve(there);
        },
      };
      this.#awaited.add(one);
    });
  }
}
