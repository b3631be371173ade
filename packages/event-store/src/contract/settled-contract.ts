import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Head, StoredEvent } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { events, everything, randomMs } from "./given.ts";

export function settledContract(subject: Subject): void {
  it("is at or after the last append, before the next one, and never goes back", async () => {
    const { store, open } = subject();
    const other = await open();
    let earlier = await store.head();
    for (let round = 0; round < 10; round += 1) {
      const answer = await other.append("plan", "any", events(2));
      if (answer.kind !== "appended") throw new Error("The append was refused.");
      expect(answer.recordedAt > earlier.settledAt).toBe(true);
      const head = await store.head();
      expect(head.position).toBe(answer.position);
      expect(head.settledAt >= answer.recordedAt).toBe(true);
      expect((await other.head()).settledAt >= head.settledAt).toBe(true);
      earlier = head;
    }
  });

  it("moves on while nothing is appended", async () => {
    const { store } = subject();
    const before = await store.head();
    await sleep(5);
    expect((await store.head()).settledAt > before.settledAt).toBe(true);
  });

  concurrentContract(subject);
}

function concurrentContract(subject: Subject): void {
  it(
    "shows everything recorded up to it, and nothing comes after, while many writers append",
    { timeout: 60_000 },
    async () => {
      const { store, open, delayCommits } = subject();
      const stores = [store, await open(), await open()];
      const asker = await open();
      await delayCommits();
      let writing = true;
      const observed: { head: Head; visible: readonly StoredEvent[] }[] = [];
      const asking = (async () => {
        while (writing) {
          const head = await asker.head();
          const visible = await everything(asker, 1_000);
          observed.push({ head, visible: visible.filter(({ recordedAt }) => recordedAt <= head.settledAt) });
          await sleep(randomMs(5));
        }
      })();
      await Promise.all(
        Array.from({ length: 12 }, async (_, writer) => {
          for (let index = 0; index < 12; index += 1) {
            await stores[writer % stores.length]?.append(`plan-${writer % 4}`, "any", events(1 + (index % 2)));
            await sleep(randomMs(3));
          }
        }),
      );
      writing = false;
      await asking;
      const all = await everything(store);
      expect(observed.length).toBeGreaterThan(3);
      for (const { head, visible } of observed) {
        expect(all.filter(({ recordedAt }) => recordedAt <= head.settledAt)).toEqual(visible);
        expect(visible.at(-1)?.position ?? 0n).toBe(head.position);
      }
    },
  );
}
