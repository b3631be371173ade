import { randomUUID } from "node:crypto";
import pg from "pg";

export interface TestTables {
  readonly connection: string;
  readonly schema: string;
  /** One statement beside everything under test. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

/** A schema of its own in the database that Vitest's global setup started. */
export function testTables(): TestTables {
  const connection = process.env.TEST_DATABASE_URL;
  if (!connection) throw new Error("TEST_DATABASE_URL is not set: run this through Vitest's int project");
  const schema = `rm_${randomUUID().slice(0, 8)}`;
  const pool = new pg.Pool({ connectionString: connection, max: 1 });
  return {
    connection,
    schema,
    query: async (text, values = []) => (await pool.query(text, [...values])).rows,
    async drop() {
      for (const name of [schema, `${schema}_next`, `${schema}_old`]) {
        await pool.query(`drop schema if exists ${name} cascade`);
      }
      await pool.end();
    },
  };
}
