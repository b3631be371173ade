import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { EventStore, StoredEvent } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { events, everything, follow, randomMs } from "./given.ts";

const writers = 32;
const appendsEach = 12;
/** Written when all others have been acknowledged. */
const lastStream = "the end";

/**
 * The fault that this is about: an append gets its place early and becomes visible late. A reader that has passed the
 * place by then never sees it. Whoever follows must therefore have seen exactly what lies in the store at the end.
 */
export function lateCommitContract(subject: Subject): void {
  it(
    "never skips an append and never shows one early, with 32 writers in four processes",
    { timeout: 60_000 },
    async () => {
      const { store, open, delayCommits } = subject();
      const stores = [store, await open(), await open(), await open()];
      const reader = await open();
      await delayCommits();

      const subscribed = follow(reader, { after: 0n, batchSize: 7 }, ended);
      const read = readOn(reader);
      let acknowledged = 1;
      await Promise.all(
        Array.from({ length: writers }, async (_, writer) => {
          const own = stores[writer % stores.length] ?? store;
          for (let index = 0; index < appendsEach; index += 1) {
            const size = 1 + randomMs(3);
            const answer = await own.append(`plan-${writer % 5}`, "any", events(size));
            expect(answer.kind).toBe("appended");
            acknowledged += size;
            await sleep(randomMs(4));
          }
        }),
      );
      await store.append(lastStream, "absent", events(1));

      const all = await everything(store);
      expect(all).toHaveLength(acknowledged);
      expect((await subscribed).flat()).toEqual(all);
      expect(await read).toEqual(all);
      expect(all.every(({ position }, index) => index === 0 || position > (all[index - 1]?.position ?? 0n))).toBe(true);
    },
  );
}

/** Reads on from where it is, over and over. */
async function readOn(store: EventStore): Promise<readonly StoredEvent[]> {
  const seen: StoredEvent[] = [];
  while (!ended(seen)) {
    const batch = await store.readAll({ after: seen.at(-1)?.position ?? 0n, limit: 5 });
    seen.push(...batch);
    if (batch.length === 0) await sleep(1);
  }
  return seen;
}

function ended(seen: readonly StoredEvent[]): boolean {
  return seen.at(-1)?.stream === lastStream;
}
