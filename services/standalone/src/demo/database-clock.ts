import { Client } from "pg";
import type { SimulatedClock } from "./record-demo.ts";

const schema = "demo_clock";

/**
 * The clock of a simulated database: for sessions with `connectionOptions` its functions give the time that was set.
 * So the store sets `recordedAt` from its database as ever, and no store has a way to be told another time.
 */
export interface DatabaseClock extends SimulatedClock {
  readonly connectionOptions: string;
  readonly close: () => Promise<void>;
}

export async function openDatabaseClock(databaseUrl: string): Promise<DatabaseClock> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  let current = new Date("2016-01-01T00:00:00Z");
  // The hand may be lost with the machine's power: the next start makes another clock.
  await client.query("set synchronous_commit to off");
  await client.query(clockSql);
  return {
    connectionOptions: `-c search_path=${schema},pg_catalog`,
    now: () => current,
    async set(at) {
      current = at;
      await client.query(`update ${schema}.hand set at = $1`, [at.toISOString()]);
    },
    async close() {
      await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
    },
  };
}

const named = (name: string) => `
create function ${schema}.${name}() returns timestamptz language sql volatile as 'select at from ${schema}.hand';`;

const clockSql = `
drop schema if exists ${schema} cascade;
create schema ${schema};
create unlogged table ${schema}.hand (at timestamptz not null);
insert into ${schema}.hand values ('2016-01-01T00:00:00Z');
${["clock_timestamp", "statement_timestamp", "transaction_timestamp", "now"].map(named).join("")}
`;
