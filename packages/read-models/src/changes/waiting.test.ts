import { expect, it } from "vitest";
import type { Notifier } from "./notifier.ts";
import { createWaiting } from "./waiting.ts";

/** A writer's word without a database: `says` is heard by whoever waits. */
function word(): Notifier & { says(position: bigint): void } {
  const session = {};
  let heard = -1n;
  let waiting: (() => void)[] = [];
  const says = (position: bigint): void => {
    heard = position;
    for (const wake of waiting.splice(0)) wake();
  };
  return {
    says,
    heard: () => heard,
    next: async () => undefined,
    async until(position, waitMs) {
      const deadline = performance.now() + waitMs;
      while (heard < position && performance.now() < deadline) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          setTimeout(resolve, deadline - performance.now());
        });
      }
      return heard >= position;
    },
    listening: async () => session,
    session: () => session,
    saw: (position) => (position > heard ? says(position) : undefined),
    close: () => (waiting = []),
  };
}

it("many who wait look once, and then trust the word", async () => {
  const notifier = word();
  let looks = 0;
  const waitFor = createWaiting(notifier, async () => {
    looks += 1;
    return 5n;
  });
  expect(await waitFor(5n, 1_000)).toBe(true);
  const crowd = Promise.all(Array.from({ length: 32 }, (_, index) => waitFor(6n + BigInt(index), 5_000)));
  for (let position = 6n; position < 38n; position += 4n) {
    await new Promise((resolve) => setImmediate(resolve));
    notifier.says(position + 3n);
  }
  expect(await crowd).toEqual(Array.from({ length: 32 }, () => true));
  expect(looks).toBe(1);
});

it("whose position is not heard of looks for himself", async () => {
  let there = 5n;
  const waitFor = createWaiting(word(), async () => there);
  expect(await waitFor(5n, 1_000)).toBe(true);
  const waiting = waitFor(6n, 5_000);
  there = 6n;
  expect(await waiting).toBe(true);
});

it("a position that never comes is waited for no longer than asked", async () => {
  const waitFor = createWaiting(word(), async () => 5n);
  const began = performance.now();
  expect(await waitFor(6n, 120)).toBe(false);
  expect(performance.now() - began).toBeGreaterThanOrEqual(115);
  expect(performance.now() - began).toBeLessThan(1_000);
});
