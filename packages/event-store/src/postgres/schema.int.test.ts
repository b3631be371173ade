import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { events, everything } from "../contract/given.ts";
import { postgresStore } from "./postgres-store.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
beforeEach(() => {
  database = testDatabase();
});
afterEach(() => database.dispose());

describe("the schema of the PostgreSQL store", () => {
  it("is created once, whoever opens it and however many at the same moment", async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => database.open()));
    await stores[0]?.append("plan", "absent", events(2));
    const later = await database.open();
    expect(await everything(later)).toHaveLength(2);
    const { rows } = await database.admin.query(`select version from ${database.schema}.schema_version`);
    expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it("is refused when a newer program has written it, and left as it is", async () => {
    await database.open();
    await database.admin.query(`insert into ${database.schema}.schema_version values (7, now())`);
    await expect(database.open()).rejects.toThrow(
      `The schema ${database.schema} is of version 7; this program knows versions up to 2.`,
    );
  });

  it("keeps two stores of different schemas apart", async () => {
    const store = await database.open();
    const otherSchema = `${database.schema}_b`;
    const other = await database.open({ schema: otherSchema });
    try {
      const batch = events(1);
      expect(await store.append("plan", "absent", batch)).toMatchObject({ repeated: false });
      expect(await other.append("plan", "absent", batch)).toMatchObject({ repeated: false, position: 1n });
    } finally {
      await other.close();
      await database.admin.query(`drop schema ${otherSchema} cascade`);
    }
  });

  it.each(["", "Event_Store", "a-b", 'x"; drop schema public; --', "x".repeat(41)])(
    "is not named %j",
    async (schema) => {
      await expect(postgresStore({ pool: database.url, schema })).rejects.toThrow(/The schema name .* is not usable/);
    },
  );
});

describe("opening the PostgreSQL store", () => {
  it("takes the configuration of a pool, and leaves the pool alone", async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const held = await pool.connect();
    const store = await database.open({ pool });
    await store.append("plan", "absent", events(1));
    await store.close();
    expect(pool.totalCount).toBe(1);
    held.release();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it("is refused in a database whose encoding cannot hold every text", async () => {
    const name = `latin_${randomBytes(4).toString("hex")}`;
    await database.admin.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`);
    try {
      const url = new URL(database.url);
      url.pathname = `/${name}`;
      await expect(postgresStore({ pool: url.href })).rejects.toThrow(
        /needs a database in UTF8; this one is in LATIN1/,
      );
    } finally {
      await database.admin.query(`drop database ${name} with (force)`);
    }
  });

  it("uses its indexes from the first event on, also with plans made while the table was empty", async () => {
    await (await database.open()).close();
    // Each index was built by a scan of the empty table.
    const created = await scans();
    const store = await database.open();
    for (let index = 0; index < 12; index += 1) {
      await store.readAll({ after: 0n, limit: 10 });
      await store.readStream("plan");
      await store.readLast("plan");
      await store.append("plan", "any", events(1));
      await store.head();
    }
    await store.close();
    const used = await scans();
    expect(used.table).toBe(created.table);
    expect(used.index).toBeGreaterThan(created.index + 40);
  });
});

/** How often the events were read in whole and by an index; sessions report when they end. */
async function scans(): Promise<{ table: number; index: number }> {
  await expect
    .poll(() =>
      database.admin.query("select from pg_stat_activity where starts_with(application_name, $1)", [database.schema]),
    )
    .toMatchObject({ rowCount: 0 });
  const { rows } = await database.admin.query<{ table: string; index: string }>(
    `select sum(seq_scan) as table, sum(coalesce(idx_scan, 0)) as index from pg_stat_user_tables
     where schemaname = $1 and starts_with(relname, 'events')`,
    [database.schema],
  );
  return { table: Number(rows[0]?.table), index: Number(rows[0]?.index) };
}

describe("a role with settings and rights of its own", () => {
  let role: string;
  let url: string;
  beforeEach(async () => {
    role = `role_${randomBytes(6).toString("hex")}`;
    await database.admin.query(`create role ${role} login password 'secret'`);
    const own = new URL(database.url);
    own.username = role;
    own.password = "secret";
    url = own.href;
  });
  afterEach(async () => {
    await database.admin.query(`drop owned by ${role}`);
    await database.admin.query(`drop role ${role}`);
  });

  it("gets the same store under hostile defaults", async () => {
    for (const setting of [
      "default_transaction_isolation = 'serializable'",
      "datestyle = 'German, DMY'",
      "timezone = 'Asia/Kathmandu'",
      "synchronous_commit = off",
      "bytea_output = 'escape'",
      "search_path = 'nowhere'",
    ]) {
      await database.admin.query(`alter role ${role} set ${setting}`);
    }
    await grantAppending(role);
    const troubles: Error[] = [];
    const options = { pool: url, onTrouble: (error: Error) => void troubles.push(error) };
    const stores = [await database.open(options), await database.open(options)];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => stores[index % 2]?.append(`plan-${index % 3}`, "any", events(2))),
    );
    expect(answers.map((answer) => answer?.kind)).toEqual(answers.map(() => "appended"));
    const own = await database.open();
    expect(await everything(stores[0] ?? own)).toEqual(await everything(own));
    expect(await stores[0]?.head()).toMatchObject({ position: 80n });
    expect(troubles).toEqual([]);
  });

  it("reads with the right to read alone, and is told that it may not append", async () => {
    const writer = await database.open();
    await writer.append("plan", "absent", events(2));
    await database.admin.query(`
      grant usage on schema ${database.schema} to ${role};
      grant select on all tables in schema ${database.schema} to ${role}`);
    const store = await database.open({ pool: url });
    expect(await everything(store)).toHaveLength(2);
    await expect(store.append("plan", "any", events(1))).rejects.toThrow(/^Nothing was appended: permission denied/);
  });

  it("is told that the database is read-only, and nothing is half written", async () => {
    const writer = await database.open();
    await database.admin.query(`alter role ${role} set default_transaction_read_only = on`);
    await grantAppending(role);
    const store = await database.open({ pool: url });
    await expect(store.append("plan", "any", events(1))).rejects.toThrow(/^Nothing was appended: .*read-only/);
    expect(await everything(writer)).toEqual([]);
  });
});

/** What the README asks for a role that appends, and no more. */
async function grantAppending(role: string): Promise<void> {
  await database.open();
  await database.admin.query(`
    grant usage on schema ${database.schema} to ${role};
    grant select on all tables in schema ${database.schema} to ${role};
    grant insert on ${database.schema}.events to ${role};
    grant select, update on sequence ${database.schema}.clock to ${role};
    grant execute on all functions in schema ${database.schema} to ${role}`);
}
