import { signingKey } from "@mingzhang/transparency-log";
import { endOf, type KeyTerm, type LogKeys, type PreparedKey } from "../keys/log-keys.ts";

/** Keys for tests only: their seeds are no secret. */
export function memoryKeys(): LogKeys {
  const made: PreparedKey[] = [];
  let waiting: PreparedKey | null = null;
  const keyOf = (origin: string, number: number, since: Date): PreparedKey => ({
    number,
    key: signingKey(origin, new Uint8Array(32).fill(number)),
    since,
  });
  return {
    async terms() {
      return made.map((one, at): KeyTerm => {
        const next = made[at + 1];
        return { ...one, until: next ? endOf(next.since) : null };
      });
    },
    async begin(origin, since) {
      if (made.length > 0) return false;
      made.push(keyOf(origin, 1, since));
      return true;
    },
    prepared: () => Promise.resolve(waiting),
    async prepare(origin, { number, since }) {
      waiting ??= keyOf(origin, number, since);
    },
    async activate(number) {
      if (waiting?.number !== number) return;
      made.push(waiting);
      waiting = null;
    },
    async discard(number) {
      if (waiting?.number === number) waiting = null;
    },
  };
}
