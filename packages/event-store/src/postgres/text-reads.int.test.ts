import { afterEach, beforeEach, expect, it } from "vitest";
import { event, events } from "../contract/given.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
beforeEach(() => {
  database = testDatabase();
});
afterEach(() => database.dispose());

it("reads give the JSON text that was stored, with everything else as it is elsewhere", async () => {
  const store = await database.open();
  const content = { b: "白玉县", a: [1, 2.5, null], "": { nested: true } };
  await store.append("plan", "absent", [event(content), ...events(2)]);
  await store.append("other", "absent", events(1));
  const texts = await store.readAllText({ after: 0n, limit: 10 });
  expect(texts[0]?.data).toBe(JSON.stringify(content));
  const parsed = texts.map((one) => ({ ...one, data: JSON.parse(one.data), meta: JSON.parse(one.meta) }));
  expect(parsed).toEqual(await store.readAll({ after: 0n, limit: 10 }));
  expect(await store.readStreamText("plan", { direction: "backward", limit: 2 })).toEqual([texts[2], texts[1]]);
});

it("reads of text end with a whole append too", async () => {
  const store = await database.open();
  await store.append("plan", "absent", events(3));
  expect(await store.readAllText({ after: 0n, limit: 2 })).toHaveLength(3);
  await expect(store.readAllText({ after: 0n, limit: 0 })).rejects.toBeInstanceOf(RangeError);
  await expect(store.readStreamText("plan", { from: -1 })).rejects.toBeInstanceOf(RangeError);
});

it("appends that find too much waiting before them are refused at once, and the others are written", async () => {
  const store = await database.open();
  await store.append("plan", "absent", events(1));
  const holder = await database.admin.connect();
  await holder.query("begin");
  await holder.query(`lock table ${database.schema}.events in share mode`);
  const large = () => event({ text: "x".repeat(1_000_000) });
  const waiting = Array.from({ length: 80 }, (_, index) => store.append(`plan-${index}`, "absent", [large()]));
  const settled = Promise.allSettled(waiting);
  await expect(store.append("late", "absent", [large()])).rejects.toThrow(/^Nothing was appended: \d+ appends wait/);
  await holder.query("rollback");
  holder.release();
  const done = (await settled).filter(({ status }) => status === "fulfilled");
  expect(done.length).toBeGreaterThan(60);
  expect(done.length).toBeLessThan(80);
  expect(await store.lastPosition()).toBe(BigInt(1 + done.length));
});
