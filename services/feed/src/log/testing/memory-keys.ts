import { signingKey } from "@mingzhang/transparency-log";
import type { KeyTerm, LogKeys } from "../keys/log-keys.ts";

/** Keys for tests only: their seeds are no secret. */
export function memoryKeys(): LogKeys {
  const terms: KeyTerm[] = [];
  return {
    terms: () => Promise.resolve(terms),
    add(origin, since) {
      const number = terms.length + 1;
      terms.push({ number, key: signingKey(origin, new Uint8Array(32).fill(number)), since, until: null });
      return Promise.resolve(true);
    },
  };
}
