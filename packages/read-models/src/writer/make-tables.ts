import { randomUUID } from "node:crypto";
import type pg from "pg";
import { epoch } from "../database/checkpoint.ts";
import { Sends } from "../database/sends.ts";
import { readingIndexesIn, tablesIn } from "../migrations/tables.ts";
import { builtAs } from "../projections/projections.ts";
import { shardCount } from "../shards/shard-of.ts";
import { inTransaction } from "./transaction.ts";
import { lockForTransaction, makingPurpose } from "./worker-lock.ts";

/** What the tables that stand in a schema were built as; null where there are none. */
export interface StandingTables {
  readonly builtAs: string;
  readonly build: string;
}

export async function standingTables(client: pg.Client, schema: string): Promise<StandingTables | null> {
  // Not to_regclass: within a transaction it may remember that there was no table before somebody made it.
  const found = await client.query<{ found: boolean }>(
    `select exists (select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = $1 and relname = 'checkpoint') as found`,
    [schema],
  );
  if (!found.rows[0]?.found) return null;
  const { rows } = await client.query<{ built_as: string; build: string }>(
    `select built_as, build from ${schema}.checkpoint`,
  );
  return rows[0] ? { builtAs: rows[0].built_as, build: rows[0].build } : null;
}

/** The tables in a schema, made where there are none. Those of another version are left as they are. */
export async function ensureTables(client: pg.Client, schema: string): Promise<StandingTables> {
  return (
    (await standingTables(client, schema)) ??
    (await inTransaction({ client, sends: new Sends(client) }, async () => {
      await lockForTransaction(client, makingPurpose(schema));
      const standing = await standingTables(client, schema);
      if (standing) return standing;
      const made = await makeTables(client, schema);
      await client.query(readingIndexesIn(schema).join("\n"));
      return made;
    }))
  );
}

/** Empty tables of this version, without what only readers look up by. */
export async function makeTables(client: pg.Client, schema: string): Promise<StandingTables> {
  const build = randomUUID();
  await client.query(`create schema if not exists ${schema}`);
  await client.query(tablesIn(schema));
  await client.query(
    `insert into ${schema}.checkpoint (built_as, build, position, recorded_at, public_count) values ($1, $2, 0, $3, 0)`,
    [builtAs, build, epoch],
  );
  await client.query(`insert into ${schema}.shard (n) select generate_series(0, ${shardCount - 1})`);
  return { builtAs, build };
}
