import { expect, it } from "vitest";
import type { Subject } from "./contract-suite.ts";
import { faultsOf, noFaults, watchManyWriters } from "./many-writers.ts";

/**
 * The fault that this is about: an append gets its place early and becomes visible late. A reader that has passed the
 * place by then never sees it. Whoever follows must therefore have seen exactly what lies in the store at the end.
 */
export function lateCommitContract(subject: Subject): void {
  it.each([1, 3])(
    "never skips an append, shows none early and none twice, with 32 writers on %i stores",
    { timeout: 60_000 },
    async (count) => {
      const { store, open, delayCommits } = subject();
      const others = await Promise.all(Array.from({ length: count - 1 }, () => open()));
      const reader = await open();
      await delayCommits();
      const watched = await watchManyWriters([store, ...others], reader);
      expect(faultsOf(watched)).toEqual(noFaults);
    },
  );
}
