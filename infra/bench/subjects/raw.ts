import pg from "pg";
import type { Append, Subject, Writers } from "./subject.ts";

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

async function insert(client: pg.Client, { stream, revision, events }: Append): Promise<void> {
  const [first, second] = events;
  if (first && !second) {
    const { id, type, data, meta } = first;
    await client.query({
      ...insertOne,
      values: [id, revision + 1, stream, type, JSON.stringify(data), JSON.stringify(meta)],
    });
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
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
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

/**
 * One prepared INSERT on a connection for each writer: the limit of the machine. It promises nothing: positions are
 * not in commit order, no revision is checked, no id is looked for, and nobody is told.
 */
export const raw: Subject = {
  name: "raw",
  install: async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(tableSql).finally(() => client.end());
  },
  openWriters,
};
