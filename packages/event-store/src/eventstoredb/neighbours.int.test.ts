import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, events, everything, follow } from "../contract/given.ts";
import type { ProposedEvent } from "./testing/double-log.ts";
import { testDouble, testStores, type TestDouble } from "./testing/test-stores.ts";

let test: TestDouble;
beforeEach(async () => {
  test = await testDouble();
});
afterEach(() => test.close());

function foreign(data: string, metadata = "", json = true): ProposedEvent {
  return { id: randomUUID(), type: "Foreign", json, data: Buffer.from(data), metadata: Buffer.from(metadata) };
}

describe("a database that others use too", () => {
  it("shows a store its own events alone, and no other's", async () => {
    const others = testStores(test.double.url);
    const [store, other] = [await test.open(), await others.open()];
    const following = follow(store, { after: 0n }, (seen) => seen.length === 20);
    for (let index = 0; index < 20; index += 1) {
      await store.append("plan", "any", events(1));
      await other.append("plan", "any", events(1));
      test.double.log.append("somebody-else", "any", [foreign("{}")]);
    }
    expect(await everything(store)).toHaveLength(20);
    expect((await following).flat()).toEqual(await everything(store));
    expect((await everything(other)).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 20 }, (_, at) => at),
    );
    expect((await store.head()).position).not.toBe((await other.head()).position);
    await others.close();
  });

  it("may have got events into the store's streams: each is an append of its own", async () => {
    const store = await test.open();
    await store.append("plan", "absent", events(2));
    test.double.log.append(`${test.namespace}-plan`, 1, [foreign('{"n":1}', '{"$correlationId":"c"}'), foreign("{}")]);
    expect(await store.append("plan", "any", events(1))).toMatchObject({ revision: 4 });
    const [, , first, second] = await everything(store);
    expect(first).toMatchObject({ type: "Foreign", data: { n: 1 }, meta: { $correlationId: "c" }, revision: 2 });
    expect(second?.recordedAt).not.toBe(first?.recordedAt);
  });

  it("and what cannot be read is said, with its place, and not passed over", async () => {
    const store = await test.open();
    test.double.log.append(`${test.namespace}-plan`, "any", [foreign("\u0001\u0002", "", false)]);
    await expect(store.readStream("plan")).rejects.toThrow(/event 0 in t\w+-plan are no JSON object/);
    await expect(store.readAll({ after: 0n, limit: 1 })).rejects.toThrow(/no JSON object/);
  });

  it("stops a store at an envelope that a newer program has written", async () => {
    const store = await test.open();
    test.double.log.append(`${test.namespace}-plan`, "any", [foreign("{}", '{"envelope":2}')]);
    await expect(store.readStream("plan")).rejects.toThrow(/envelope of version 2/);
    await expect(store.head()).rejects.toThrow(/envelope of version 2/);
    const drained = follow(store, { after: 0n }, () => false);
    await expect(drained).rejects.toThrow(/envelope of version 2/);
  });
});

describe("a rival that writes between the look and the append", () => {
  it.each([
    ["any", { kind: "appended", revision: 3 }],
    ["exists", { kind: "appended", revision: 3 }],
    [{ revision: 1 }, { kind: "conflict", actual: 2 }],
  ] as const)("is seen by an append that expects %o", async (expectation, answer) => {
    const store = await test.open();
    await store.append("plan", "absent", events(2));
    test.double.faults.beforeAppend = (stream) => {
      test.double.faults.beforeAppend = null;
      test.double.log.append(stream, 1, [foreign("{}")]);
    };
    expect(await store.append("plan", expectation, [event()])).toMatchObject(answer);
  });

  it("that is none, though the server says so, is not believed", async () => {
    const store = await test.open();
    await store.append("plan", "absent", events(2));
    test.double.faults.append = "wrong revision";
    const appending = store.append("plan", { revision: 1 }, events(1));
    const arrived = test.double.counts.appends;
    await expect.poll(() => test.double.counts.appends).toBeGreaterThan(arrived + 2);
    test.double.faults.append = "none";
    expect(await appending).toMatchObject({ kind: "appended", revision: 2, repeated: false });
  });
});

describe("reading everything", () => {
  it("names a position at which nothing lies", async () => {
    const store = await test.open();
    await store.append("plan", "absent", events(2));
    await expect(store.readAll({ after: 7n, limit: 1 })).rejects.toThrow(/^after is 7; no event of this store/);
  });

  it("ends a batch early where its events are large", { timeout: 60_000 }, async () => {
    await test.close();
    test = await testDouble({ maxAppendBytes: 16 * 1024 * 1024 });
    const store = await test.open();
    const text = "x".repeat(1024 * 1024 - 100);
    for (let index = 0; index < 3; index += 1) {
      await store.append(
        "plan",
        "any",
        Array.from({ length: 12 }, () => event({ text })),
      );
    }
    const first = await store.readAll({ after: 0n, limit: 100 });
    expect(first).toHaveLength(24);
    expect(await store.readAll({ after: first.at(-1)?.position ?? 0n, limit: 100 })).toHaveLength(12);
  });
});
