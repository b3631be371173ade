import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeEventStoreContract } from "../contract/contract-suite.ts";
import { event, events, everything } from "../contract/given.ts";
import { InvalidEvent } from "../event-store.ts";
import { tableSteps } from "./schema-steps.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

/** So small that the contract's histories run through many of them. */
const partitionEvents = 64n;

describeEventStoreContract(
  "PostgreSQL in small partitions",
  async () => {
    const database = testDatabase();
    return {
      store: await database.open({ partitionEvents }),
      open: () => database.open({ partitionEvents }),
      delayCommits: () => database.delayCommits(4),
      dispose: () => database.dispose(),
    };
  },
  { idsAreKnown: "everywhere", connections: "none" },
);

let database: TestDatabase;
beforeEach(() => {
  database = testDatabase();
});
afterEach(() => database.dispose());

async function partitions(): Promise<readonly string[]> {
  const { rows } = await database.admin.query<{ bound: string }>(
    `select pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = '${database.schema}.events'::regclass order by c.oid`,
  );
  return rows.map(({ bound }) => bound);
}

describe("partitions", () => {
  it("are made ahead of need, and an append may lie across their border", async () => {
    const store = await database.open({ partitionEvents: 10n });
    await store.append("plan", "absent", events(4));
    expect(await partitions()).toEqual(["FOR VALUES FROM (MINVALUE) TO ('10')"]);
    await store.append("plan", { revision: 3 }, events(8));
    await store.append("plan", { revision: 11 }, events(25));
    expect((await partitions()).slice(0, 3)).toEqual([
      "FOR VALUES FROM (MINVALUE) TO ('10')",
      "FOR VALUES FROM ('10') TO ('20')",
      "FOR VALUES FROM ('20') TO ('30')",
    ]);
    const all = await everything(store);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));
    expect((await store.readStream("plan")).map(({ revision }) => revision)).toEqual(all.map((_, index) => index));
  });

  it("hide neither an id nor a revision of an earlier one, on the short way and the long one", async () => {
    const store = await database.open({ partitionEvents: 10n });
    const first = event();
    const early = await store.append("early", "absent", [first]);
    for (let index = 0; index < 30; index += 1) await store.append(`plan-${index}`, "absent", [event()]);
    const fresh = await database.open({ partitionEvents: 10n });
    await fresh.append("warm", "absent", [event()]);
    for (const one of [store, fresh]) {
      expect(await one.append("early", { revision: 0 }, [first])).toEqual({ ...early, repeated: true });
      await expect(one.append("late", "absent", [first])).rejects.toBeInstanceOf(InvalidEvent);
      expect(await one.append("early", "absent", [event()])).toEqual({ kind: "conflict", actual: 0 });
      expect(await one.append("early", { revision: 4 }, [event()])).toEqual({ kind: "conflict", actual: 0 });
    }
    const batch = [event(), first];
    await expect(store.append("late", "absent", batch)).rejects.toThrow("is already stored in the stream early");
    expect(await store.readStream("late")).toEqual([]);
  });

  it("take over the table of a store that had none", async () => {
    const { schema, admin } = database;
    await admin.query(`create schema ${schema};
      create table ${schema}.schema_version (version int primary key, at timestamptz not null);
      insert into ${schema}.schema_version values (1, now());
      ${tableSteps[0]?.replaceAll("@schema", schema)}
      insert into ${schema}.events select n, timestamptz '2026-01-09Z' + n * interval '1 microsecond',
        gen_random_uuid(), n - 1, 0, 1, 'plan', 'T', '{}', '{"b":1,"a":2}' from generate_series(1, 25) as n`);
    const stores = await Promise.all([1, 2].map(() => database.open({ partitionEvents: 10n })));
    expect((await partitions())[0]).toBe("FOR VALUES FROM (MINVALUE) TO ('30')");
    const [store] = stores;
    expect(await store?.append("plan", { revision: 24 }, events(9))).toMatchObject({ position: 34n });
    expect(await store?.readStream("plan", { from: 24, limit: 2 })).toMatchObject([
      { position: 25n, meta: { b: 1, a: 2 } },
      { position: 26n },
    ]);
  });

  it("are made by whoever appends, though he may create nothing himself", async () => {
    const role = `${database.schema}_writer`;
    await database.open({ partitionEvents: 10n });
    await database.admin.query(`create role ${role} login password 'secret';
      grant usage on schema ${database.schema} to ${role};
      grant select on all tables in schema ${database.schema} to ${role};
      grant insert on ${database.schema}.events to ${role};
      grant select, update on sequence ${database.schema}.clock to ${role};
      grant execute on all functions in schema ${database.schema} to ${role}`);
    const url = new URL(database.url);
    Object.assign(url, { username: role, password: "secret" });
    const store = await database.open({ pool: url.href, partitionEvents: 10n });
    for (let index = 0; index < 40; index += 1) await store.append("plan", "any", [event()]);
    expect(await store.readStream("plan")).toHaveLength(40);
    await store.close();
    await database.admin.query(`drop owned by ${role}; drop role ${role}`);
  });
});
