import pg from "pg";

/** Where the database is. The read models open connections of their own, with parsers of their own. */
export type Connection = string | pg.PoolConfig;

/**
 * What every session relies on, whatever the database's defaults are: dates and instants in one form, no compiling of
 * short queries, and a lost peer noticed within a minute, so that its lock does not outlive it for hours.
 */
const sessionSql = `select
  set_config('timezone', 'UTC', false),
  set_config('datestyle', 'ISO, YMD', false),
  set_config('jit', 'off', false),
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('tcp_keepalives_idle', '30', false),
  set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false)`;

const int8 = 20;
const date = 1082;
const timestamptz = 1184;
/** Chosen here and not by `pg.types.setTypeParser`, which would change every other user of the driver as well. */
const parsers = new Map<number, (text: string) => unknown>([
  [int8, BigInt],
  [date, (text) => text],
  [timestamptz, instantText],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    return parsers.get(oid) ?? pg.types.getTypeParser(oid, format as "text");
  },
};

/** `2026-01-09 02:11:07.1+00`, as a session in UTC writes it, in the canonical form with six decimals. */
function instantText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (!match) throw new Error(`an instant came as ${text}: the session is not in UTC`);
  return `${match[1]}T${match[2]}.${(match[3] ?? "").padEnd(6, "0")}Z`;
}

const connectTimeoutMs = 5_000;
/** A peer that has vanished without a word is noticed after this idle time and a few probes. */
const keepAliveMs = 10_000;
/** Beyond what any statement takes here, a rebuild's dropping of old tables included. */
const queryTimeoutMs = 300_000;

function configOf(connection: Connection): pg.PoolConfig {
  const given = typeof connection === "string" ? { connectionString: connection } : connection;
  const waits = { connectionTimeoutMillis: connectTimeoutMs, query_timeout: queryTimeoutMs };
  return { ...waits, keepAlive: true, keepAliveInitialDelayMillis: keepAliveMs, ...given, types };
}

/** One whose statements are sent without waiting for the answers of those before them. */
export function pipelining(connection: Connection): Connection {
  return { ...(typeof connection === "string" ? { connectionString: connection } : connection), pipeline: true };
}

export function openPool(connection: Connection, max: number, onTrouble: (error: Error) => void): pg.Pool {
  const config = { application_name: "mingzhang read models", ...configOf(connection), max, onConnect: prepareSession };
  const pool = new pg.Pool(config);
  // An idle connection that breaks is replaced at the next read; without a listener it would end the process.
  pool.on("error", onTrouble);
  // One that is lent out for a transaction has no listener of the pool's: broken between two statements it would end
  // the process as well. Whoever has it hears of it at his next statement.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function prepareSession(client: pg.ClientBase): Promise<void> {
  await client.query(sessionSql);
}

/** One connection that is never replaced by another. `onLost` is called at most once, when it breaks by itself. */
export async function openClient(
  connection: Connection,
  name: string,
  onLost: (error: Error) => void,
): Promise<pg.Client> {
  const client = new pg.Client({ ...configOf(connection), application_name: name });
  let told = false;
  client.on("error", (error) => {
    if (!told) onLost(error);
    told = true;
  });
  try {
    await client.connect();
    await client.query(sessionSql);
    return client;
  } catch (error) {
    closeClient(client);
    throw error;
  }
}

/** Does not wait: a connection that does not answer would not answer to its end either. */
export function closeClient(client: pg.Client): void {
  client.end().catch(() => undefined);
}
