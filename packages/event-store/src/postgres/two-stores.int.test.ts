import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, events, everything, follow } from "../contract/given.ts";
import type { EventStore } from "../event-store.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

describe("two stores on one database", () => {
  let database: TestDatabase;
  let stores: readonly [EventStore, EventStore];
  beforeEach(async () => {
    database = testDatabase();
    stores = await Promise.all([database.open(), database.open()]);
  });
  afterEach(() => database.dispose());

  it("count together, each retrying what the other one got first", async () => {
    const each = 60;
    const conflicts = await Promise.all(stores.map((store) => countUp(store, each)));
    const [first] = stores;
    const counted = (await first.readStream("counter")).map(({ data }) => data["count"]);
    expect(counted).toEqual(Array.from({ length: 2 * each }, (_, index) => index + 1));
    // Without a single conflict the two would not have met, and the test would say nothing.
    expect(conflicts.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
  });

  it("show both followers the same order of everybody's appends", async () => {
    const total = 300;
    const following = stores.map((store) =>
      follow(store, { after: 0n, batchSize: 11 }, (seen) => seen.length >= total),
    );
    await Promise.all(
      stores.flatMap((store, index) =>
        Array.from({ length: 75 }, (_, number) => store.append(`plan-${index}-${number % 4}`, "any", events(2))),
      ),
    );
    const [first, second] = await Promise.all(following);
    expect(first?.flat()).toEqual(await everything(stores[0]));
    expect(second?.flat()).toEqual(first?.flat());
  });

  it("wait for a writer that holds the lock, and then see what it wrote", async () => {
    const [first] = stores;
    await first.append("plan", "absent", events(1));
    const holder = await database.admin.connect();
    await holder.query("begin");
    await holder.query(
      `select ${database.schema}.append_group(
        '{plan}', '{1}', '{0}', '{1}', '{1}', array[gen_random_uuid()], '{T}', array['{}'::json], array['{}'::json])`,
    );
    const waiting = stores.map((store) => store.append("plan", { revision: 0 }, [event()]));
    const following = stores.map((store) => store.append("plan", { revision: 1 }, [event()]));
    await holder.query("commit");
    holder.release();
    expect(await Promise.all(waiting)).toEqual([0, 1].map(() => ({ kind: "conflict", actual: expect.any(Number) })));
    expect((await Promise.all(following)).map(({ kind }) => kind).toSorted()).toEqual(["appended", "conflict"]);
    expect(await everything(first)).toHaveLength(3);
  });
});

/** Reads the last count and appends the next one, until it has got its share through; gives the conflicts it met. */
async function countUp(store: EventStore, times: number): Promise<number> {
  let conflicts = 0;
  for (let done = 0; done < times;) {
    const last = await store.readLast("counter");
    const count = (last?.revision ?? -1) + 2;
    const answer = await store.append("counter", last ? { revision: last.revision } : "absent", [event({ count })]);
    if (answer.kind === "appended") done += 1;
    else conflicts += 1;
  }
  return conflicts;
}
