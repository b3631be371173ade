import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { EventStore, NewEvent, StoredEvent } from "../event-store.ts";
import { loadEvents, surveyStore } from "./load-events.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let from: TestDatabase;
let to: TestDatabase;
beforeEach(() => {
  from = testDatabase();
  to = testDatabase();
});
afterEach(async () => {
  await from.dispose();
  await to.dispose();
});

function events(count: number): readonly NewEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    type: "Noted",
    data: { b: '拨款 "甲"\n', a: [index, null, { "2": 1, "1": 2 }] },
    meta: { actor: "测试" },
  }));
}

async function* inBatches(all: readonly StoredEvent[], size: number) {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

async function filled(): Promise<{ store: EventStore; all: readonly StoredEvent[]; settledAt: string }> {
  const store = await from.open();
  for (let round = 0; round < 6; round += 1) {
    await store.append("one", "any", events(1 + round));
    await store.append("other", "any", events(2));
  }
  return { store, all: await store.readAll({ after: 0n, limit: 1000 }), settledAt: (await store.head()).settledAt };
}

const tableOf = async ({ admin, schema }: TestDatabase) =>
  (await admin.query<{ row: string }>(`select e::text as row from ${schema}.events e order by position`)).rows;

it("keeps every byte of the table, wherever the batches are cut", async () => {
  const { all, settledAt } = await filled();
  const given = { connection: to.url, schema: to.schema, events: inBatches(all, 4), settledAt };
  expect(await loadEvents(given)).toEqual({ count: all.length, position: all.at(-1)?.position, kept: false });
  expect(await tableOf(to)).toEqual(await tableOf(from));
  expect((await surveyStore(to.url, to.schema)).events).toBe(BigInt(all.length));
});

it("leaves a store that knows the ids, goes on behind the last position, and keeps the promised clock", async () => {
  const { all } = await filled();
  const settledAt = "2100-01-01T00:00:00.000001Z";
  await loadEvents({ connection: to.url, schema: to.schema, events: inBatches(all, 100), settledAt });
  const store = await to.open();
  const last = all.filter(({ stream }) => stream === "other").slice(-2);
  const again = last.map(({ id, type, data, meta }) => ({ id, type, data, meta }));
  expect(await store.append("other", "absent", again)).toMatchObject({ repeated: true, position: last[1]?.position });
  const next = await store.append("other", { revision: 11 }, events(1));
  expect(next).toMatchObject({ kind: "appended", revision: 12, position: (all.at(-1)?.position ?? 0n) + 1n });
  expect(next.kind === "appended" && next.recordedAt > settledAt).toBe(true);
});

it("refuses a store that holds events, and one that a process has open", async () => {
  const { store, all, settledAt } = await filled();
  const given = { connection: from.url, schema: from.schema, settledAt };
  await expect(loadEvents({ ...given, events: inBatches(all, 10) })).rejects.toThrow("have the store");
  expect((await surveyStore(from.url, from.schema)).sessions).toBeGreaterThan(0);
  await store.close();
  await expect(loadEvents({ ...given, events: inBatches(all, 10) })).rejects.toThrow(
    /holds 33 events; load into an empty/,
  );
  expect((await surveyStore(from.url, from.schema)).events).toBe(33n);
});

it("moves what is there aside where it is told to", async () => {
  const { store, all, settledAt } = await filled();
  const before = await tableOf(from);
  await store.close();
  const keepIn = `${from.schema}_kept`;
  const given = { connection: from.url, schema: from.schema, settledAt, keepIn };
  expect(await loadEvents({ ...given, events: inBatches(all.slice(0, 1), 10) })).toMatchObject({
    count: 1,
    kept: true,
  });
  expect(await tableOf({ ...from, schema: keepIn })).toEqual(before);
  expect((await surveyStore(from.url, from.schema)).events).toBe(1n);
  await from.admin.query(`drop schema ${keepIn} cascade`);
});

it("writes nothing where the events break off, or come in disorder", async () => {
  const { all, settledAt } = await filled();
  async function* broken() {
    yield all.slice(0, 5);
    throw new Error("the file ends");
  }
  const given = { connection: to.url, schema: to.schema, settledAt };
  await expect(loadEvents({ ...given, events: broken() })).rejects.toThrow("the file ends");
  const turned = inBatches([all[1], all[0]] as readonly StoredEvent[], 10);
  await expect(loadEvents({ ...given, events: turned })).rejects.toThrow(/follows/);
  expect((await surveyStore(to.url, to.schema)).events).toBe(0n);
});

it("counts nothing where there is no store", async () => {
  expect((await surveyStore(to.url, to.schema)).events).toBe(0n);
});
