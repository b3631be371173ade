import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pg from "pg";
import { poll } from "./poll.ts";
import { streamKind, type Append, type Closable, type Subject } from "./subject.ts";

/** What its install.sh runs, in that order, without the roles: everything is asked for by the owner here. */
const files = [
  "schema/message-store",
  "extensions/pgcrypto",
  "tables/messages",
  "types/message",
  "functions/message-store-version",
  "functions/hash-64",
  "functions/acquire-lock",
  "functions/category",
  "functions/is-category",
  "functions/id",
  "functions/cardinal-id",
  "functions/stream-version",
  "functions/write-message",
  "functions/get-stream-messages",
  "functions/get-category-messages",
  "functions/get-last-stream-message",
  "indexes/messages-id",
  "indexes/messages-stream",
  "indexes/messages-category",
];

/** A row as its functions give it: content as text, to be parsed by the client. */
interface MessageRow {
  readonly id: string;
  readonly global_position: string;
  readonly data: string;
  readonly metadata: string;
}

/** Its functions call each other by their bare names. */
const options = "-c search_path=message_store,public";
const everything = -1;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  return client;
}

async function install(url: string): Promise<void> {
  const packageFile = createRequire(import.meta.url).resolve("@eventide/message-db/package.json");
  const client = await connect(url);
  try {
    for (const file of files) {
      await client.query(await readFile(join(dirname(packageFile), "database", `${file}.sql`), "utf8"));
    }
  } finally {
    await client.end();
  }
}

const writeOne = { name: "write_one", text: "select write_message($1, $2, $3, $4, $5, $6)" };

/** It has no call for many messages: one statement that calls for each is the shortest way. */
const writeMany = {
  name: "write_many",
  text: `select write_message(id, $1, type, data, metadata, $2::bigint + n - 1)
    from unnest($3::varchar[], $4::varchar[], $5::jsonb[], $6::jsonb[])
      with ordinality as given (id, type, data, metadata, n)
    order by n`,
};

async function write(client: pg.Client, { stream, revision, events }: Append): Promise<void> {
  const [first, second] = events;
  if (first && !second) {
    const { id, type, data, meta } = first;
    const values = [id, stream, type, JSON.stringify(data), JSON.stringify(meta), revision];
    await client.query({ ...writeOne, values });
    return;
  }
  const values = [
    stream,
    revision,
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    events.map(({ data }) => JSON.stringify(data)),
    events.map(({ meta }) => JSON.stringify(meta)),
  ];
  await client.query({ ...writeMany, values });
}

function decode(row: MessageRow): string {
  JSON.parse(row.data);
  JSON.parse(row.metadata);
  return row.id;
}

const readCategory = { name: "read_category", text: "select * from get_category_messages($1, $2, $3)" };
const followBatch = 1000;

export interface MessageFollower {
  /** How long to wait where there is nothing new. */
  readonly idleMs: number;
  readonly onMessages: (messages: readonly MessageRow[]) => unknown;
}

/** Reads the category from the beginning, then whatever comes. */
export async function followMessages(url: string, { idleMs, onMessages }: MessageFollower): Promise<Closable> {
  const client = await connect(url);
  let from = 1n;
  const following = poll(async () => {
    const values = [streamKind, from.toString(), followBatch];
    const { rows } = await client.query<MessageRow>({ ...readCategory, values });
    const last = rows.at(-1);
    if (!last) return 0;
    await onMessages(rows);
    from = BigInt(last.global_position) + 1n;
    return rows.length;
  }, idleMs);
  return {
    close: async () => {
      await following.close();
      await client.end();
    },
  };
}

/** message-db: its SQL functions through prepared statements, a connection for each writer, one category for all. */
export const messageDb: Subject = {
  name: "message-db",
  install,
  openWriters: async (url, count) => {
    const clients = await Promise.all(Array.from({ length: count }, () => connect(url)));
    return {
      append: async (append) => {
        const client = clients[append.writer];
        if (!client) throw new Error(`there are ${count} writers, and no number ${append.writer}`);
        await write(client, append);
      },
      close: async () => {
        await Promise.all(clients.map((client) => client.end()));
      },
    };
  },
  openReader: async (url) => {
    const client = await connect(url);
    const read = { name: "read_stream", text: "select * from get_stream_messages($1, 0, $2)" };
    return {
      read: async (stream) => {
        const { rows } = await client.query<MessageRow>({ ...read, values: [stream, everything] });
        return rows.map(decode).length;
      },
      close: () => client.end(),
    };
  },
  follow: (url, onEvents) => followMessages(url, { idleMs: 5, onMessages: (rows) => onEvents(rows.map(decode)) }),
};
