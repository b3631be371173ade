import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { events } from "../contract/given.ts";
import { testDouble, type TestDouble } from "./testing/test-stores.ts";

let test: TestDouble;
beforeEach(async () => {
  test = await testDouble();
});
afterEach(() => test.close());

describe("the last position", () => {
  it("is asked for without writing anything, while every settled instant is a mark in the log", async () => {
    const store = await test.open();
    await store.append("plan", "absent", events(2));
    const { end } = test.double.log;
    const before = { ...test.double.counts };
    for (let probe = 0; probe < 50; probe += 1) await store.lastPosition();
    expect(test.double.counts.appends).toBe(before.appends);
    expect(test.double.log.end).toBe(end);
    // One event for each question: the last one known, which every read from its place gives again.
    expect(test.double.counts.events - before.events).toBeLessThanOrEqual(50);
    await store.head();
    expect(test.double.counts.appends).toBe(before.appends + 1);
    expect(Number(test.double.log.end - end)).toBeLessThan(400);
  });

  it("is shared by all who ask at the same moment", async () => {
    const store = await test.open();
    await store.append("plan", "absent", events(1));
    const { reads } = test.double.counts;
    await Promise.all(Array.from({ length: 40 }, () => store.lastPosition()));
    expect(test.double.counts.reads).toBe(reads + 1);
  });

  it("is not behind because the subscription is silent", async () => {
    const [store, writer] = [await test.open({ doubtMs: 60_000 }), await test.open()];
    await store.append("plan", "absent", events(1));
    test.double.faults.subscription = "silence";
    const written = await writer.append("plan", "exists", events(3));
    expect(written).toMatchObject({ kind: "appended", position: await store.lastPosition() });
  });

  it("passes what belongs to others, and more than one page of what is new", async () => {
    const store = await test.open({ doubtMs: 60_000 });
    test.double.faults.subscription = "silence";
    const writer = await test.open({ doubtMs: 50 });
    let position = 0n;
    for (let index = 0; index < 12; index += 1) {
      const answer = await writer.append("plan", "any", events(200));
      if (answer.kind === "appended") ({ position } = answer);
    }
    const foreign = { type: "T", json: true, data: Buffer.from("{}"), metadata: new Uint8Array() };
    test.double.log.append("somebody-else", "any", [{ ...foreign, id: crypto.randomUUID() }]);
    await writer.head();
    expect(await store.lastPosition()).toBe(position);
  });
});
