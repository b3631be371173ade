import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, events } from "../contract/given.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = testDatabase();
  await database.open();
  await database.admin.query(
    `create table ${database.schema}.lines
      (position bigint primary key, stream text, revision int, count int not null)`,
  );
});
afterEach(() => database.dispose());

const inStep = () => `
  insert into ${database.schema}.lines
  select position, stream, revision, (data ->> 'count')::int from appended`;

async function lines(): Promise<unknown[]> {
  const { rows } = await database.admin.query(
    `select position::int, stream, revision, count from ${database.schema}.lines order by position`,
  );
  return rows;
}

describe("a statement in step with the events", () => {
  it("has written the rows of every append that was acknowledged, whichever way it went", async () => {
    const store = await database.open({ inStep: inStep() });
    const other = await database.open({ inStep: inStep() });
    // Alone, a hundred in a call, many at once, and two stores that take each other's place.
    await store.append("plan", "absent", [event({ count: 1 })]);
    await store.append("plan", { revision: 0 }, [event({ count: 2 })]);
    await store.append(
      "plan",
      "any",
      Array.from({ length: 100 }, (_, count) => event({ count })),
    );
    await Promise.all(
      [store, other].flatMap((one, index) =>
        Array.from({ length: 40 }, (_, number) =>
          one.append(`plan-${index}-${number % 20}`, "any", [event({ count: 3 }), event({ count: 4 })]),
        ),
      ),
    );
    await Promise.all(
      Array.from({ length: 30 }, (_, number) => store.append(`plan-0-${number % 20}`, "any", [event({ count: 5 })])),
    );
    const all = await store.readAll({ after: 0n, limit: 1_000 });
    expect(all).toHaveLength(1 + 1 + 100 + 160 + 30);
    expect(await lines()).toEqual(
      all.map(({ position, stream, revision, data }) => ({
        position: Number(position),
        stream,
        revision,
        count: data["count"],
      })),
    );
  });

  it("writes nothing for a conflict or a repeated append", async () => {
    const store = await database.open({ inStep: inStep() });
    const first = [event({ count: 1 })];
    await store.append("plan", "absent", first);
    expect(await store.append("plan", "absent", [event({ count: 2 })])).toEqual({ kind: "conflict", actual: 0 });
    expect(await store.append("plan", "absent", first)).toMatchObject({ kind: "appended", repeated: true });
    expect(await lines()).toHaveLength(1);
  });

  it.each(["for the first time", "behind a known end"])("leaves no event where it fails, %s", async (when) => {
    const store = await database.open({ inStep: inStep() });
    if (when === "behind a known end") await store.append("plan", "absent", [event({ count: 0 })]);
    const stored = (await lines()).length;
    const failing = store.append("plan", "any", events(1));
    await expect(failing).rejects.toThrow(/^Nothing was appended: null value in column "count"/);
    expect(await store.readAll({ after: 0n, limit: 10 })).toHaveLength(stored);
    expect(await store.append("plan", "any", [event({ count: 6 })])).toMatchObject({ revision: stored });
    expect(await lines()).toHaveLength(stored + 1);
  });
});
