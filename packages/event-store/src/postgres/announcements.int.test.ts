import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, follow } from "../contract/given.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
const clients: pg.Client[] = [];
beforeEach(() => {
  database = testDatabase();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
  await database.dispose();
});

/** Hears everything without saying that it listens. */
async function overhear(): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  clients.push(client);
  const heard: string[] = [];
  client.on("notification", ({ payload = "" }) => heard.push(payload));
  await client.query(`listen ${database.schema}_appended`);
  return heard;
}

// Nothing here may be found by looking now and then.
const pollMs = 600_000;

describe("announcing appends to other processes", () => {
  it("is left out while all followers are in this one, who hear of every append", async () => {
    const store = await database.open({ pollMs });
    const following = follow(store, { after: 0n, batchSize: 10 }, (seen) => seen.length >= 20);
    await store.append("plan", "absent", [event()]);
    const heard = await overhear();
    // Until its own listener is known for what it is, a store announces: better once too often.
    await expect
      .poll(async () => {
        const before = heard.length;
        await store.append("plan", "any", [event()]);
        await sleep(50);
        return heard.length - before;
      })
      .toBe(0);
    const before = heard.length;
    for (let count = 0; count < 20; count += 1) await store.append("plan", "any", [event()]);
    await following;
    await sleep(50);
    expect(heard).toHaveLength(before);
  });

  it(
    "begins with the first follower elsewhere, who misses none of those before, while and after it comes",
    { timeout: 20_000 },
    async () => {
      const store = await database.open({ pollMs });
      let writing = true;
      let count = 0;
      const appending = (async () => {
        for (; writing; count += 1) await store.append("plan", "any", [event({ count })]);
      })();
      for (let round = 0; round < 12; round += 1) {
        const other = await database.open({ pollMs });
        await sleep(round * 3);
        const goal = count + 40;
        await follow(other, { after: 0n, batchSize: 500 }, (seen) => seen.length >= goal);
      }
      writing = false;
      await appending;
    },
  );

  it("keeps followers of two stores that both write up to the last event", { timeout: 20_000 }, async () => {
    const stores = await Promise.all([database.open({ pollMs }), database.open({ pollMs })]);
    for (let round = 1; round <= 15; round += 1) {
      const goal = round * 40;
      const following = stores.map((store) =>
        follow(store, { after: 0n, batchSize: 7 }, (seen) => seen.length >= goal),
      );
      await Promise.all(
        stores.map(async (store) => {
          for (let count = 0; count < 20; count += 1) await store.append("plan", "any", [event({ count })]);
        }),
      );
      const [first, second] = await Promise.all(following);
      expect(first?.flat()).toEqual(await stores[1].readAll({ after: 0n, limit: goal }));
      expect(second?.flat()).toEqual(first?.flat());
    }
  });

  it.each([0, 50, 150])(
    "tells whoever came %i ms after an append began to commit without a word",
    { timeout: 20_000 },
    async (afterMs) => {
      const store = await database.open({ pollMs });
      const other = await database.open({ pollMs });
      await store.append("plan", "absent", [event()]);
      await database.delayCommits(400, 400);
      const appending = store.append("plan", "any", [event()]);
      await sleep(afterMs);
      const following = follow(other, { after: 0n, batchSize: 10 }, (seen) => seen.length >= 2);
      await appending;
      expect((await following).flat()).toHaveLength(2);
    },
  );
});
