import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

export interface TestDatabase {
  readonly connection: string;
  readonly schema: string;
  readonly storeSchema: string;
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

/** Schemas of their own in the database that Vitest's global setup started. */
export function testDatabase(): TestDatabase {
  const connection = process.env.TEST_DATABASE_URL;
  if (!connection) throw new Error("TEST_DATABASE_URL is not set: run this through Vitest's int project");
  const id = randomUUID().slice(0, 8);
  const schema = `pj_tables_${id}`;
  const storeSchema = `pj_store_${id}`;
  const pool = new pg.Pool({ connectionString: connection, max: 1 });
  return {
    connection,
    schema,
    storeSchema,
    query: async (text, values = []) => (await pool.query(text, [...values])).rows,
    async drop() {
      for (const name of [schema, `${schema}_next`, `${schema}_old`, storeSchema]) {
        await pool.query(`drop schema if exists ${name} cascade`);
      }
      await pool.end();
    },
  };
}

/**
 * How long is waited for what comes at once on a machine at rest. Where twenty processes share two cores, a process
 * alone takes ten seconds and more until it runs.
 */
export const patienceMs = 60_000;

/** Resolves as soon as the question is answered with yes; rejects where the patience is over. */
export async function until(isSo: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${patienceMs} ms passed, and still not: ${what}`);
    await pause(10);
  }
}
