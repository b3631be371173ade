import pg from "pg";
import type { NewEvent } from "../../../packages/event-store/src/event-store.ts";
import { poll } from "./poll.ts";
import type { Append, Closable, StreamReader, Subject, Writers } from "./subject.ts";

/** The columns and indexes of the store's own table, so that the disk has the same to do. */
const tableSql = `
create schema raw;
create table raw.events (
  position bigint generated always as identity primary key,
  recorded_at timestamptz not null default clock_timestamp(),
  id uuid not null unique,
  revision int not null,
  append_index int not null,
  append_size int not null,
  stream text collate "C" not null,
  type text collate "C" not null,
  data json not null,
  meta json not null,
  unique (stream, revision)
)`;

const insertOne = {
  name: "raw_insert",
  text: `insert into raw.events (id, revision, append_index, append_size, stream, type, data, meta)
    values ($1, $2, 0, 1, $3, $4, $5, $6)`,
};

const insertMany = {
  name: "raw_insert_many",
  text: `insert into raw.events (id, revision, append_index, append_size, stream, type, data, meta)
    select id, $1::int + n::int, n::int - 1, $2::int, $3, type, data, meta
    from unnest($4::uuid[], $5::text[], $6::json[], $7::json[]) with ordinality as given (id, type, data, meta, n)`,
};

/** The parameters of an INSERT of one event: id, revision, stream, type, data, meta. */
export function rawColumns(stream: string, revision: number, { id, type, data, meta }: NewEvent): unknown[] {
  return [id, revision + 1, stream, type, JSON.stringify(data), JSON.stringify(meta)];
}

async function insert(client: pg.Client, { stream, revision, events }: Append): Promise<void> {
  const [first, second] = events;
  if (first && !second) {
    await client.query({ ...insertOne, values: rawColumns(stream, revision, first) });
    return;
  }
  await client.query({
    ...insertMany,
    values: [
      revision,
      events.length,
      stream,
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ data }) => JSON.stringify(data)),
      events.map(({ meta }) => JSON.stringify(meta)),
    ],
  });
}

async function openWriters(url: string, count: number): Promise<Writers> {
  const clients = await Promise.all(Array.from({ length: count }, () => connect(url)));
  return {
    append: async (append) => {
      const client = clients[append.writer];
      if (!client) throw new Error(`there are ${count} writers, and no number ${append.writer}`);
      await insert(client, append);
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

const streamSql =
  "select position, recorded_at, id, revision, stream, type, data, meta from raw.events where stream = $1";

interface Row {
  readonly id: string;
  readonly position: string;
}

export async function connect(url: string, types?: pg.CustomTypesConfig): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, ...(types ? { types } : {}) });
  await client.connect();
  return client;
}

async function openReader(url: string, types?: pg.CustomTypesConfig): Promise<StreamReader> {
  const client = await connect(url, types);
  const query = { name: "raw_stream", text: `${streamSql} order by revision` };
  return {
    read: async (stream) => (await client.query({ ...query, values: [stream] })).rows.length,
    close: () => client.end(),
  };
}

const followBatch = 1000;
const idleMs = 5;

/** After the last position seen, the driver parsing what the rows hold. */
async function follow(url: string, onEvents: (ids: readonly string[]) => void): Promise<Closable> {
  const client = await connect(url);
  let after = "0";
  const query = {
    name: "raw_all",
    text: `select position, recorded_at, id, revision, stream, type, data, meta from raw.events
      where position > $1 order by position limit ${followBatch}`,
  };
  const following = poll(async () => {
    const { rows } = await client.query<Row>({ ...query, values: [after] });
    after = rows.at(-1)?.position ?? after;
    onEvents(rows.map(({ id }) => id));
    return rows.length;
  }, idleMs);
  return {
    close: async () => {
      await following.close();
      await client.end();
    },
  };
}

/**
 * One prepared INSERT on a connection for each writer: the limit of the machine. It promises nothing: positions are
 * not in commit order, no revision is checked, no id is looked for, and nobody is told.
 */
export const raw: Subject = {
  name: "raw",
  install: async (url) => {
    const client = await connect(url);
    await client.query(tableSql).finally(() => client.end());
  },
  openWriters,
  openReader: (url) => openReader(url),
  follow,
};

const texts: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/** The same rows as the server sends them: what a feed that passes JSON through pays. */
export const rawText: Subject = { ...raw, name: "raw as text", openReader: (url) => openReader(url, texts) };
