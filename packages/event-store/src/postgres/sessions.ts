import pg from "pg";

/** Where the database is: a connection string, a configuration, or a pool whose configuration is taken over. */
export type Connection = string | pg.PoolConfig | pg.Pool;

/**
 * What the store's sessions rely on, whatever the database's defaults are:
 * - `read committed`, for the snapshot after the append lock;
 * - plans that use the indexes: one made while a table is small would scan it when it is large;
 * - `jit` off: a plan whose every way is forbidden looks so costly that it would be compiled each time;
 * - instants as ISO text in UTC;
 * - a commit that is on disk when it is acknowledged; a stronger setting of the server's own is kept.
 * The name is set here too: one in the caller's connection string would win over one in the configuration.
 */
const sessionSql = `select
  set_config('application_name', $1, false),
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('plan_cache_mode', 'force_generic_plan', false),
  set_config('enable_seqscan', 'off', false),
  set_config('enable_bitmapscan', 'off', false),
  set_config('jit', 'off', false),
  set_config('datestyle', 'ISO', false),
  set_config('timezone', 'UTC', false),
  set_config('synchronous_commit', case current_setting('synchronous_commit')
    when 'off' then 'on' else current_setting('synchronous_commit') end, false)`;

/** Every value as PostgreSQL's own text: the readers decode, and the driver's global parsers stay as they are. */
const rawText: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

const connectTimeoutMs = 5_000;

/**
 * The store opens connections of its own: an append that waits for a connection of a shared pool, which others hold
 * while they wait for that append, would wait for ever.
 */
export function sessionConfig(connection: Connection, timeoutMs: number): pg.ClientConfig {
  return {
    ...givenConfig(connection),
    types: rawText,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: timeoutMs,
  };
}

function givenConfig(connection: Connection): pg.ClientConfig {
  if (typeof connection === "string") return { connectionString: connection };
  const given = isPool(connection) ? connection.options : connection;
  const { connectionString, host, port, user, database, ssl, sslnegotiation, options } = given;
  // The pool hides its password from enumeration, so a spread would leave it behind.
  return { connectionString, host, port, user, database, password: given.password, ssl, sslnegotiation, options };
}

/** By shape: a pool made by another copy of the driver serves as well. */
function isPool(connection: pg.PoolConfig | pg.Pool): connection is pg.Pool {
  return typeof connection.options === "object";
}

async function prepareSession(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(sessionSql, [name]);
}

export function readerPool(options: {
  config: pg.ClientConfig;
  name: string;
  max: number;
  onTrouble: (error: Error) => void;
}): pg.Pool {
  const { config, name, max, onTrouble } = options;
  const pool = new pg.Pool({
    ...config,
    min: 1,
    max,
    onConnect: (client) => prepareSession(client, name),
  });
  // An idle connection that ends is replaced at the next read; without a listener it would end the process.
  pool.on("error", onTrouble);
  return pool;
}

/** One connection, ready for use. `onLost` is called at most once, when it breaks by itself. */
export async function openSession(
  config: pg.ClientConfig,
  name: string,
  onLost: (error: Error, client: pg.Client) => void,
): Promise<pg.Client> {
  const client = new pg.Client(config);
  client.once("error", (error) => {
    client.on("error", () => undefined);
    onLost(error, client);
  });
  try {
    await client.connect();
    await prepareSession(client, name);
    return client;
  } catch (error) {
    closeSession(client);
    throw error;
  }
}

/** Does not wait: a connection that does not answer would not answer to its end either. */
export function closeSession(client: pg.Client): void {
  client.end().catch(() => undefined);
}
