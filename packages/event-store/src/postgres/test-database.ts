import { randomBytes } from "node:crypto";
import pg from "pg";
import { type PostgresStore, postgresStore, type PostgresStoreOptions } from "./postgres-store.ts";

/** A schema of its own on the test database, and whatever a test does to the server behind the store's back. */
export interface TestDatabase {
  readonly url: string;
  readonly schema: string;
  readonly admin: pg.Pool;
  open(options?: Partial<PostgresStoreOptions>): Promise<PostgresStore>;
  /** Puts a random pause of `leastMs` (else none) to `mostMs` between an append's position and its commit. */
  delayCommits(mostMs: number, leastMs?: number): Promise<void>;
  /** Ends the sessions of the given purpose as an administrator would, and says how many there were. */
  kill(purpose: "append" | "read" | "listen"): Promise<number>;
  /** Closes what `open` opened and drops the schema. */
  dispose(): Promise<void>;
}

function testDatabaseUrl(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) {
    throw new Error(
      "TEST_DATABASE_URL is not set. Run the tests with `npm test`, which starts a PostgreSQL for them, " +
        "or set it to a database that the tests may use, such as postgres://postgres@127.0.0.1:5432/postgres.",
    );
  }
  return url;
}

export function testDatabase(): TestDatabase {
  const url = testDatabaseUrl();
  const schema = `event_store_test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Pool({ connectionString: url, max: 2 });
  const opened: PostgresStore[] = [];
  return {
    url,
    schema,
    admin,
    async open(options = {}) {
      const store = await postgresStore({ pool: url, schema, ...options });
      opened.push(store);
      return store;
    },
    async delayCommits(mostMs, leastMs = 0) {
      const pause = `${leastMs / 1000} + random() * ${(mostMs - leastMs) / 1000}`;
      await admin.query(`
        create function ${schema}.dawdle() returns trigger language plpgsql as $$
        begin perform pg_sleep(${pause}); return null; end $$;
        create constraint trigger dawdle after insert on ${schema}.events
          deferrable initially deferred for each row when (new.append_index = 0) execute function ${schema}.dawdle()`);
    },
    async kill(purpose) {
      const { rows } = await admin.query<{ ended: boolean }>(
        "select pg_terminate_backend(pid) as ended from pg_stat_activity where starts_with(application_name, $1)",
        [`${schema} ${purpose}`],
      );
      return rows.filter(({ ended }) => ended).length;
    },
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await admin.query(`drop schema if exists ${schema} cascade`);
      await admin.end();
    },
  };
}
