import { afterEach, beforeEach, expect, it } from "vitest";
import { event } from "../contract/given.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
beforeEach(() => {
  database = testDatabase();
});
afterEach(() => database.dispose());

it("appends of writers who come back at once share a commit, the quickest of them too", async () => {
  const store = await database.open();
  const [writers, rounds] = [8, 25];
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let round = 0; round < rounds; round += 1) await store.append(`plan-${writer}`, "any", [event()]);
    }),
  );
  const { rows } = await database.admin.query<{ commits: string }>(
    `select count(distinct xmin::text) as commits from ${database.schema}.events`,
  );
  // One for each round, and a few where the writers come together; one alone and seven together would make two.
  expect(Number(rows[0]?.commits)).toBeLessThan(rounds * 1.5);
});

it("an append that finds nobody else is sent at once", async () => {
  const store = await database.open();
  for (let round = 0; round < 5; round += 1) await store.append("plan", "any", [event()]);
  const { rows } = await database.admin.query<{ commits: string }>(
    `select count(distinct xmin::text) as commits from ${database.schema}.events`,
  );
  expect(Number(rows[0]?.commits)).toBe(5);
});
