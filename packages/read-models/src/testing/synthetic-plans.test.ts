import { fromStored, replay } from "@mingzhang/domain";
import { memoryStore } from "@mingzhang/event-store/memory";
import { expect, it } from "vitest";
import { syntheticPlans } from "./synthetic-plans.ts";

it("gives so many events in so many plans, the same ones each time, and every one of them is folded", async () => {
  const store = memoryStore();
  const ids: string[] = [];
  for await (const { stream, events } of syntheticPlans({ plans: 3, events: 2_000 })) {
    expect(events.length).toBeLessThanOrEqual(21);
    ids.push(...events.map(({ id }) => id));
    await store.append(stream, "any", events);
  }
  expect(ids).toHaveLength(2_000);
  const again: string[] = [];
  for await (const { events } of syntheticPlans({ plans: 3, events: 2_000 })) again.push(...events.map(({ id }) => id));
  expect(again).toEqual(ids);
  const moment = { asOf: "2026-01-01", knownAt: "9999-12-31T00:00:00.000000Z" };
  for (const slug of ["plan-0", "plan-1", "plan-2"]) {
    const events = (await store.readStream(`plan-${slug}`)).map(fromStored);
    const replayed = replay(events, moment);
    const moving = events.filter(({ type }) => /^(Funds|Payment|Refund|TransferR)/.test(type)).length;
    expect(moving / events.length).toBeGreaterThan(0.8);
    expect(replayed?.live.length).toBeLessThan(events.length);
    expect(replayed?.view.paidFen).toBeGreaterThan(0n);
  }
});
