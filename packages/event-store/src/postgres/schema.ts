import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import { functionsSql, tableSteps } from "./schema-steps.ts";

/** What the names inside one database derive from the schema's name. */
export interface SchemaNames {
  readonly schema: string;
  readonly channel: string;
  /** On which a session says that it listens to `channel`. */
  readonly listeners: string;
  /** Shared by the sessions that listen to `channel`. */
  readonly listenLock: bigint;
  readonly appendLock: bigint;
  readonly migrationLock: bigint;
  readonly partitionLock: bigint;
  /** Positions in one partition, where the schema is created now. */
  readonly partitionEvents: bigint;
}

const plainName = /^[a-z_][a-z0-9_]{0,39}$/;
const leastServer = 140_000;

/** Enough for a county for ever, and few enough to index a partition within minutes. */
const usualPartition = 2n ** 24n;

export function schemaNames(schema: string, partitionEvents = usualPartition): SchemaNames {
  if (!plainName.test(schema)) {
    throw new Error(
      `The schema name ${JSON.stringify(schema)} is not usable; take up to 40 small letters, digits and underscores.`,
    );
  }
  return {
    schema,
    channel: `${schema}_appended`,
    listeners: `${schema}_listeners`,
    listenLock: lockKey(`listen ${schema}`),
    appendLock: lockKey(`append ${schema}`),
    migrationLock: lockKey(`migrate ${schema}`),
    partitionLock: lockKey(`partition ${schema}`),
    partitionEvents,
  };
}

/** Advisory locks share one number space per database with everybody else's: 64 bits of a hash keep out of the way. */
function lockKey(purpose: string): bigint {
  return createHash("sha256").update(`mingzhang event store: ${purpose}`).digest().readBigInt64BE();
}

function withNames(sql: string, names: SchemaNames): string {
  return sql
    .replaceAll("@schema", names.schema)
    .replaceAll("@channel", names.channel)
    .replaceAll("@append_lock", String(names.appendLock))
    .replaceAll("@partition_lock", String(names.partitionLock))
    .replaceAll("@partition_events", String(names.partitionEvents));
}

/** Brings the schema to this version, or refuses: another process may do the same at the same time. */
export async function migrate(client: ClientBase, names: SchemaNames): Promise<void> {
  await checkServer(client);
  if ((await installedVersion(client, names)) === tableSteps.length) return;
  await client.query("begin");
  try {
    await client.query(`select pg_advisory_xact_lock(${names.migrationLock})`);
    await runMissingSteps(client, names);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function runMissingSteps(client: ClientBase, names: SchemaNames): Promise<void> {
  const { schema } = names;
  const version = await installedVersion(client, names);
  if (version > tableSteps.length) {
    throw new Error(
      `The schema ${schema} is of version ${version}; this program knows versions up to ${tableSteps.length}. ` +
        "Start the newer program, or restore a backup made before it ran.",
    );
  }
  if (version === 0) {
    // "if not exists" would ask for the right to create schemas even where the schema is there.
    const found = await client.query("select from pg_namespace where nspname = $1", [schema]);
    if (found.rowCount === 0) await client.query(`create schema ${schema}`);
    await client.query(
      `create table if not exists ${schema}.schema_version (version int primary key, at timestamptz not null)`,
    );
  }
  if (version === tableSteps.length) return;
  for (const [index, step] of tableSteps.entries()) {
    if (index < version) continue;
    await client.query(withNames(step, names));
    await client.query(`insert into ${schema}.schema_version values ($1, clock_timestamp())`, [index + 1]);
  }
  await client.query(withNames(functionsSql, names));
}

async function installedVersion(client: ClientBase, { schema }: SchemaNames): Promise<number> {
  // By a query: to_regclass() may go on answering from the session's cache, from before the wait for the lock.
  const table = await client.query("select from pg_tables where schemaname = $1 and tablename = 'schema_version'", [
    schema,
  ]);
  if (table.rowCount === 0) return 0;
  const result = await client.query<{ version: string | null }>(
    `select max(version) as version from ${schema}.schema_version`,
  );
  return Number(result.rows[0]?.version ?? 0);
}

async function checkServer(client: ClientBase): Promise<void> {
  const result = await client.query<{ version: string; encoding: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
  );
  const { version = "0", encoding = "" } = result.rows[0] ?? {};
  if (Number(version) < leastServer) {
    throw new Error(`The event store needs PostgreSQL 14 or later; this server says ${version}.`);
  }
  if (encoding !== "UTF8") {
    throw new Error(`The event store needs a database in UTF8; this one is in ${encoding}. Create it with UTF8.`);
  }
}
