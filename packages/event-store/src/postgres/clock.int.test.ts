import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { events } from "../contract/given.ts";
import type { EventStore } from "../event-store.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

/** The server's clock cannot be set from here: what it had promised is moved ahead of it, as if it had stepped back. */
describe("when the database's clock steps back", () => {
  let database: TestDatabase;
  let store: EventStore;
  beforeEach(async () => {
    database = testDatabase();
    store = await database.open();
  });
  afterEach(() => database.dispose());

  async function recordedAt(): Promise<string> {
    const answer = await store.append("plan", "any", events(2));
    if (answer.kind !== "appended") throw new Error("The append was refused.");
    return answer.recordedAt;
  }

  it("appends are recorded a microsecond after the last event", async () => {
    await recordedAt();
    await database.admin.query(`update ${database.schema}.events set recorded_at = '2126-01-01T00:00:00.999999Z'`);
    // The store that appended knows another end by heart, which nobody changes but here.
    store = await database.open();
    expect(await recordedAt()).toBe("2126-01-01T00:00:01.000000Z");
    expect(await recordedAt()).toBe("2126-01-01T00:00:01.000001Z");
    expect(await store.head()).toMatchObject({ settledAt: "2126-01-01T00:00:01.000001Z" });
  });

  it("appends are recorded after the instant that was settled, also by another store", async () => {
    const promised = BigInt(Date.UTC(2126, 0, 1)) * 1000n;
    await database.admin.query("select setval($1, $2)", [`${database.schema}.clock`, promised + 123_456n]);
    expect(await store.head()).toMatchObject({ settledAt: "2126-01-01T00:00:00.123456Z" });
    expect(await (await database.open()).append("plan", "any", events(1))).toMatchObject({
      recordedAt: "2126-01-01T00:00:00.123457Z",
    });
    expect(await recordedAt()).toBe("2126-01-01T00:00:00.123458Z");
  });

  it("a settled instant is kept by the database and not by the store", async () => {
    const { settledAt } = await store.head();
    const { rows } = await database.admin.query<{ promised: string }>(
      `select last_value as promised from ${database.schema}.clock`,
    );
    const millis = Number(BigInt(rows[0]?.promised ?? 0) / 1000n);
    expect(`${new Date(millis).toISOString().slice(0, -1)}`).toBe(settledAt.slice(0, 23));
  });
});
