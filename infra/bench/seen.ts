import { setTimeout as pause } from "node:timers/promises";

/** What a follower has told of: how many different events, and how many twice. */
export class Seen {
  readonly #ids: string[] = [];

  readonly add = (ids: readonly string[]): void => {
    for (const id of ids) this.#ids.push(id);
  };

  get count(): number {
    return this.#ids.length;
  }

  /** Waits until so many were told, or until nothing has come for a while; answers when the last one came. */
  async until(count: number, silenceMs: number): Promise<number> {
    let known = -1;
    let at = performance.now();
    while (this.count < count && performance.now() - at < silenceMs) {
      if (this.count > known) {
        known = this.count;
        at = performance.now();
      }
      await pause(1);
    }
    return this.count > known ? performance.now() : at;
  }

  different(): number {
    return new Set(this.#ids).size;
  }
}
