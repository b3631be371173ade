import { sql } from "kysely";
import type { Db } from "../database/queries.ts";

/** Where the writer says how far the tables are; listeners hear it once the rows are visible. */
export function channelOf(schema: string): string {
  return `${schema}_moved`;
}

export async function announce(db: Db, schema: string, position: bigint): Promise<void> {
  await sql`select pg_notify(${channelOf(schema)}, ${position.toString()})`.execute(db);
}
