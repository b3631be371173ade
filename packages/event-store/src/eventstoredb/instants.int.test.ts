import { afterEach, describe, expect, it } from "vitest";
import { events, everything } from "../contract/given.ts";
import type { EventStore, StoredEvent } from "../event-store.ts";
import { testDouble, type TestDouble } from "./testing/test-stores.ts";

const start = BigInt(Date.UTC(2026, 0, 9, 2, 11, 7)) * 10_000n;
const second = 10_000_000n;

/** A server's clock by hand: it stands, runs a millisecond now and then, and steps back. */
function clock(): { readonly ticks: () => bigint; advance(by: bigint): void } {
  let now = start;
  return {
    ticks: () => now,
    advance(by) {
      now += by;
    },
  };
}

let test: TestDouble;
afterEach(() => test.close());

describe("instants, where the server's clock stands or steps back", () => {
  it("rise by a microsecond from append to append until the clock has caught up", async () => {
    const { ticks, advance } = clock();
    test = await testDouble({ ticks });
    const store = await test.open();
    const instants: string[] = [];
    for (const by of [0n, 0n, -2n * second, 1n * second, 3n * second]) {
      advance(by);
      const answer = await store.append("plan", "any", events(2));
      if (answer.kind === "appended") instants.push(answer.recordedAt);
    }
    expect(instants).toEqual([
      "2026-01-09T02:11:07.000000Z",
      "2026-01-09T02:11:07.000001Z",
      "2026-01-09T02:11:07.000002Z",
      "2026-01-09T02:11:07.000003Z",
      "2026-01-09T02:11:09.000000Z",
    ]);
    expect((await everything(store)).map(({ recordedAt }) => recordedAt)).toEqual(instants.flatMap((at) => [at, at]));
  });

  it("come after an instant that was settled, for a store that did not settle it", async () => {
    const { ticks, advance } = clock();
    test = await testDouble({ ticks });
    const [store, other] = [await test.open(), await test.open()];
    const { settledAt } = await store.head();
    advance(-60n * second);
    expect(settledAt).toBe("2026-01-09T02:11:07.000000Z");
    expect(await other.append("plan", "any", events(1))).toMatchObject({ recordedAt: "2026-01-09T02:11:07.000001Z" });
    expect(await (await test.open()).head()).toMatchObject({ settledAt: "2026-01-09T02:11:07.000002Z" });
  });

  it("are the same for every store, by every way of reading, from any checkpoint", async () => {
    const { ticks, advance } = clock();
    test = await testDouble({ ticks });
    const early = await test.open({ checkpointEvery: 5 });
    const store = await test.open({ checkpointEvery: 7 });
    for (let index = 0; index < 60; index += 1) {
      if (index % 4 === 0) advance(index % 12 === 0 ? -second : 20_000n);
      // The checkpoints of one store are those of all: each goes on where another one stopped.
      if (index === 30) await early.close();
      const writer = index % 2 === 0 || index >= 30 ? store : early;
      await writer.append(`plan-${index % 3}`, "any", events(1 + (index % 4)));
      if (index % 9 === 0) await store.head();
    }
    const all = await everything(store);
    const appends = new Set(all.map(({ recordedAt }) => recordedAt));
    expect(appends.size).toBe(60);
    expect(all.map(({ recordedAt }) => recordedAt)).toEqual(all.map(({ recordedAt }) => recordedAt).toSorted());
    const reopened = await test.open({ checkpointEvery: 5 });
    const unaided = await test.open({ checkpointEvery: 1_000_000 });
    for (const each of [store, reopened, unaided]) {
      expect(await everything(each, 7)).toEqual(all);
      for (const stream of ["plan-0", "plan-1", "plan-2"]) await expectStream(each, all, stream);
    }
    const kept = (test.double.log.stream(`${test.namespace}_checkpoints`) ?? []).map(
      ({ data }) => JSON.parse(Buffer.from(data).toString()) as { moved: [string, string][] },
    );
    expect(kept.length).toBeGreaterThan(10);
    const positions = kept.flatMap(({ moved }) => moved.map(([position]) => position));
    expect(positions.length).toBe(new Set(positions).size);
  });

  it("are settled anew for who asks after an append, though an earlier question is still open", async () => {
    test = await testDouble();
    const slow = await test.open({ doubtMs: 1_000 });
    const writer = await test.open({ doubtMs: 20 });
    const { subscriptions } = test.double.counts;
    test.double.faults.subscription = "silence";
    test.double.cut();
    await expect.poll(() => test.double.counts.subscriptions).toBe(subscriptions + 2);
    const asked = slow.head();
    await expect.poll(() => test.double.log.stream(`${test.namespace}_clock`)).toHaveLength(1);
    const answer = await writer.append("plan", "absent", events(1));
    const position = answer.kind === "appended" ? answer.position : -1n;
    const [anew, shared] = await Promise.all([slow.head(), slow.head()]);
    expect(anew.position).toBe(position);
    expect(shared).toEqual(anew);
    expect((await asked).position).toBe(0n);
  });

  it("are known from the last checkpoint on: a store that opens does not read everything", async () => {
    test = await testDouble({ ticks: clock().ticks });
    const store = await test.open({ checkpointEvery: 50 });
    for (let index = 0; index < 100; index += 1) await store.append("plan", "any", events(2));
    const [first] = await store.readStream("plan", { limit: 1 });
    await store.close();
    const before = test.double.counts.events;
    const reopened = await test.open();
    expect(await reopened.readStream("plan", { limit: 1 })).toEqual([first]);
    expect(test.double.counts.events - before).toBeLessThan(60);
  });

  it("refuses checkpoints that a newer program has kept", async () => {
    test = await testDouble();
    const data = Buffer.from('{"checkpoint":2}');
    const event = { id: crypto.randomUUID(), type: "InstantsKnown", json: true, data, metadata: new Uint8Array() };
    test.double.log.append(`${test.namespace}_checkpoints`, "any", [event]);
    await expect(test.open()).rejects.toThrow(/written by a newer program/);
  });
});

async function expectStream(store: EventStore, all: readonly StoredEvent[], stream: string): Promise<void> {
  const own = all.filter((event) => event.stream === stream);
  expect(await store.readStream(stream)).toEqual(own);
  expect(await store.readStream(stream, { direction: "backward" })).toEqual(own.toReversed());
  // Most of these begin or end in the middle of an append.
  for (const from of [1, 2, 3, 11])
    expect(await store.readStream(stream, { from, limit: 2 })).toEqual(own.slice(from, from + 2));
  expect(await store.readLast(stream)).toEqual(own.at(-1));
}
