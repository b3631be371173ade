import { streamOf } from "@mingzhang/domain";
import { longPlan } from "@mingzhang/domain/testing";
import type { EventStore } from "@mingzhang/event-store";
import { memoryStore } from "@mingzhang/event-store/memory";
import { expect, it } from "vitest";
import { PlanHistories } from "./plan-histories.ts";

async function filled(store: EventStore, slug: string, count: number): Promise<EventStore> {
  await store.append(streamOf(slug), "absent", longPlan({ slug, events: 300 }).slice(0, count));
  return store;
}

/** The store with its reads counted: where each began, and how many events it gave. */
function counting(store: EventStore, reads: number[][]): Pick<EventStore, "readStream"> {
  return {
    async readStream(stream, options) {
      const page = await store.readStream(stream, options);
      reads.push([options?.from ?? 0, page.length]);
      return page;
    },
  };
}

it("reads a plan once, and afterwards the last known event with what came since", async () => {
  const store = await filled(memoryStore(), "one", 250);
  const reads: number[][] = [];
  const histories = new PlanHistories(counting(store, reads));
  await histories.known("one");
  await histories.known("one");
  expect(reads).toEqual([[0, 250]]);
  await store.append(streamOf("one"), { revision: 249 }, longPlan({ slug: "one", events: 300 }).slice(250, 252));
  expect((await histories.caughtUp("one")).history.count).toBe(252);
  expect(reads.slice(1)).toEqual([[249, 3]]);
});

it("throws away what it remembers where the stream holds other events, or fewer", async () => {
  const stores = [await filled(memoryStore(), "one", 250), await filled(memoryStore(), "one", 200)];
  const others = memoryStore();
  await others.append(streamOf("one"), "absent", longPlan({ slug: "another", events: 300 }).slice(0, 260));
  stores.push(others);
  const readStream: EventStore["readStream"] = (...call) => (stores[0] as EventStore).readStream(...call);
  const histories = new PlanHistories({ readStream });
  for (const count of [250, 200, 260]) {
    expect((await histories.caughtUp("one")).history.count).toBe(count);
    stores.shift();
  }
});

it("lets go of the plans longest unused where there are too many events, and never of the one in use", async () => {
  const store = memoryStore();
  for (const slug of ["a", "b", "c"]) await filled(store, slug, 100);
  const reads: number[][] = [];
  const histories = new PlanHistories(counting(store, reads), { keep: 200 });
  for (const slug of ["a", "b", "a", "c", "a"]) await histories.known(slug);
  expect(reads).toHaveLength(4);
  const small = new PlanHistories(counting(store, reads), { keep: 1 });
  await small.known("a");
  await small.known("a");
  expect(reads).toHaveLength(5);
});

it("finds the events of a command by its key", async () => {
  const histories = new PlanHistories(await filled(memoryStore(), "one", 100));
  const plan = await histories.known("one");
  expect(plan.eventsOf("one-7").map(({ revision }) => revision)).toEqual([7]);
  expect(plan.eventsOf("other")).toEqual([]);
});
