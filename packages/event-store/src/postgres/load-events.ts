import type { ClientBase } from "pg";
import type { StoredEvent } from "../event-store.ts";
import { migrate, schemaNames, type SchemaNames } from "./schema.ts";
import { closeSession, openSession, sessionConfig, type Connection } from "./sessions.ts";
import { textArray } from "./wire-arrays.ts";

export interface LoadOptions {
  readonly connection: Connection;
  /** Default `event_store`; made where it is not there. */
  readonly schema?: string;
  /** Every event of a store in its order, with the place and instant that it has; batches are cut anywhere. */
  readonly events: AsyncIterable<readonly StoredEvent[]>;
  /** Everything recorded up to this instant is among the events: nothing will ever be recorded at or before it. */
  readonly settledAt: string;
  /** Schema that takes over what the store holds; without it, a store that holds anything is refused. */
  readonly keepIn?: string;
  /** Hears how many events are written, after each batch. */
  readonly onProgress?: (count: number) => void;
}

export interface Loaded {
  readonly count: number;
  readonly position: bigint;
  /** Whether there was something that `keepIn` has taken over. */
  readonly kept: boolean;
}

/** The store holds events, and nobody said where they should go. Nothing was changed. */
export class StoreNotEmpty extends Error {
  readonly count: bigint;

  constructor(schema: string, count: bigint) {
    super(`The schema ${schema} holds ${count} events; load into an empty store.`);
    this.name = "StoreNotEmpty";
    this.count = count;
  }
}

/** A process has the store open: what it believes of streams and positions would be wrong afterwards. */
export class StoreInUse extends Error {
  constructor(schema: string, sessions: number) {
    super(`${sessions} sessions have the store ${schema} open; stop the processes that use it.`);
    this.name = "StoreInUse";
  }
}

const rowsAtOnce = 1_000;

/**
 * Puts the events of another store into an empty one: ids, revisions, positions and instants stay what they are, which
 * an append never lets anybody choose. All in one transaction; whatever fails leaves the store as it was. Throws
 * `StoreNotEmpty`, `StoreInUse`, and an error for events that no store would give.
 */
export async function loadEvents(options: LoadOptions): Promise<Loaded> {
  const names = schemaNames(options.schema ?? "event_store");
  const client = await openSession(sessionConfig(options.connection, 0), `${names.schema} load`, () => undefined);
  try {
    await migrate(client, names);
    await client.query("begin");
    try {
      await client.query(`select pg_advisory_xact_lock(${names.appendLock})`);
      const sessions = await users(client, names);
      if (sessions > 0) throw new StoreInUse(names.schema, sessions);
      const kept = await emptied(client, names, options.keepIn);
      const written = await writeAll(client, names, options);
      await setClock(client, names, options.settledAt);
      await client.query("commit");
      await client.query(`analyze ${names.schema}.events`);
      return { ...written, kept };
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  } finally {
    closeSession(client);
  }
}

/**
 * How many events the store of a database holds, and how many sessions of other processes have it open; nothing where
 * there is no store.
 */
export async function surveyStore(
  connection: Connection,
  schema = "event_store",
): Promise<{ readonly events: bigint; readonly sessions: number }> {
  const names = schemaNames(schema);
  const client = await openSession(sessionConfig(connection, 0), `${schema} survey`, () => undefined);
  try {
    const found = await client.query("select from pg_namespace where nspname = $1", [schema]);
    if (found.rowCount === 0) return { events: 0n, sessions: 0 };
    return { events: await held(client, names), sessions: await users(client, names) };
  } finally {
    closeSession(client);
  }
}

async function held(client: ClientBase, { schema }: SchemaNames): Promise<bigint> {
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${schema}.events`);
  return BigInt(rows[0]?.count ?? 0);
}

async function users(client: ClientBase, { schema }: SchemaNames): Promise<number> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name = any ($1)`,
    [["append", "read", "listen"].map((purpose) => `${schema} ${purpose}`)],
  );
  return rowCount ?? 0;
}

/** Copies and truncates, table by table, so that it holds for whatever tables a version of the store has. */
async function emptied(client: ClientBase, names: SchemaNames, keepIn: string | undefined): Promise<boolean> {
  const { schema } = names;
  const there = await held(client, names);
  if (there === 0n) return false;
  if (keepIn === undefined) throw new StoreNotEmpty(schema, there);
  await client.query(`create schema ${schemaNames(keepIn).schema}`);
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_version'`,
    [schema],
  );
  for (const { name } of rows) {
    await client.query(`create table ${keepIn}.${name} as table ${schema}.${name}`);
    await client.query(`truncate ${schema}.${name}`);
  }
  return true;
}

interface Row {
  readonly event: StoredEvent;
  readonly index: number;
  readonly size: number;
}

async function writeAll(client: ClientBase, names: SchemaNames, options: LoadOptions) {
  const { events, onProgress = () => undefined } = options;
  let [written, position] = [0, 0n];
  let append: StoredEvent[] = [];
  let rows: Row[] = [];
  const flush = async () => {
    position = rows.at(-1)?.event.position ?? position;
    await writeRows(client, names, rows);
    written += rows.length;
    rows = [];
    onProgress(written);
  };
  const closeAppend = () => {
    for (const [index, event] of append.entries()) rows.push({ event, index, size: append.length });
    append = [];
  };
  for await (const batch of events) {
    for (const event of batch) {
      const last = append.at(-1);
      refuseDisorder(last, event);
      // All events of an append carry one instant, and no two appends share one.
      if (last && last.recordedAt !== event.recordedAt) closeAppend();
      append.push(event);
      if (rows.length >= rowsAtOnce) await flush();
    }
  }
  closeAppend();
  await flush();
  return { count: written, position };
}

function refuseDisorder(last: StoredEvent | undefined, event: StoredEvent): void {
  if (last === undefined) return;
  if (event.position > last.position && event.recordedAt >= last.recordedAt) return;
  throw new Error(`position ${event.position} of ${event.recordedAt} follows ${last.position} of ${last.recordedAt}`);
}

async function writeRows(client: ClientBase, { schema }: SchemaNames, rows: readonly Row[]): Promise<void> {
  const last = rows.at(-1);
  if (!last) return;
  await makeRoom(client, schema, last.event.position);
  const column = (of: (row: Row) => string) => textArray(rows.map(of));
  await client.query({
    name: "load",
    text: `insert into ${schema}.events
      (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
    select g.p::bigint, g.r::timestamptz, g.i::uuid, g.v::int, g.n::int, g.s::int, g.stream, g.type, g.d::json,
      g.m::json
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[]) as g (p, r, i, v, n, s, stream, type, d, m)`,
    values: [
      column(({ event }) => String(event.position)),
      column(({ event }) => event.recordedAt),
      column(({ event }) => event.id),
      column(({ event }) => String(event.revision)),
      column(({ index }) => String(index)),
      column(({ size }) => String(size)),
      column(({ event }) => event.stream),
      column(({ event }) => event.type),
      column(({ event }) => JSON.stringify(event.data)),
      column(({ event }) => JSON.stringify(event.meta)),
    ],
  });
}

/** Those who append make room ahead of need; a load is ahead of them all. */
async function makeRoom(client: ClientBase, schema: string, position: bigint): Promise<void> {
  await client.query({ name: "room", text: `select ${schema}.extend_partitions($1)`, values: [String(position)] });
}

async function setClock(client: ClientBase, { schema }: SchemaNames, settledAt: string): Promise<void> {
  await client.query(
    `select setval('${schema}.clock', greatest(last_value, (extract(epoch from $1::timestamptz) * 1000000)::bigint))
    from ${schema}.clock`,
    [settledAt],
  );
}
