import type { ClearValue } from "@mingzhang/domain";
import { formatDisclosure } from "@mingzhang/transparency-log";
import pg from "pg";
import type { Kept, SealedEvent, SealedValue, Vault } from "./vault.ts";

export interface PostgresVaultOptions {
  readonly connection: string | pg.PoolConfig;
  /** Schema of its own, so that it is granted, dumped and emptied by itself. Default `vault`. */
  readonly schema?: string;
  readonly onTrouble?: (error: Error) => void;
}

interface Row {
  readonly name: string;
  readonly digest: string;
  readonly salt: string | null;
  readonly value: string | null;
  readonly erased_at: Date | null;
}

/** Opens the vault in a database, and makes it where there is none. Rejects on an outage. */
export async function postgresVault(options: PostgresVaultOptions): Promise<Vault> {
  const { connection, schema = "vault", onTrouble = () => undefined } = options;
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`${schema} is no name of a schema`);
  const config = typeof connection === "string" ? { connectionString: connection } : connection;
  const pool = new pg.Pool({ ...config, max: 2 });
  pool.on("error", onTrouble);
  try {
    await pool.query(tablesIn(schema));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresVault(pool, `${schema}.disclosures`);
}

/** Made under a lock: two processes may start at once, and `if not exists` alone lets them collide. */
function tablesIn(schema: string): string {
  return `
    begin;
    select pg_advisory_xact_lock(hashtext('mingzhang vault'));
    create schema if not exists ${schema};
    create table if not exists ${schema}.disclosures (
      plan text not null,
      event uuid not null,
      name text not null,
      digest text not null,
      salt text,
      value text,
      recorded_at timestamptz not null default clock_timestamp(),
      bound_at timestamptz,
      erased_at timestamptz,
      primary key (event, name, digest),
      unique (event, name, value),
      constraint erased_as_a_whole
        check ((salt is null) = (value is null) and (value is null) = (erased_at is not null))
    );
    create index if not exists disclosures_unbound on ${schema}.disclosures (recorded_at) where bound_at is null;
    commit;`;
}

class PostgresVault implements Vault {
  readonly #pool: pg.Pool;
  readonly #table: string;

  constructor(pool: pg.Pool, table: string) {
    this.#pool = pool;
    this.#table = table;
  }

  async known({ event }: SealedEvent, values: readonly ClearValue[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#rows(event);
    const digests = values.flatMap(({ name, value }): [string, string][] => {
      const own = rows.filter((row) => row.name === name);
      const found = own.find((row) => row.value === value) ?? own.find((row) => row.erased_at !== null);
      return found ? [[name, found.digest]] : [];
    });
    return new Map(digests);
  }

  async keep(of: SealedEvent, values: readonly SealedValue[]): Promise<ReadonlyMap<string, string>> {
    for (const { name, value, salt, digest } of values) {
      await this.#pool.query(
        `insert into ${this.#table} (plan, event, name, digest, salt, value) values ($1, $2, $3, $4, $5, $6)
         on conflict (event, name, value) do nothing`,
        [of.plan, of.event, name, digest, salt, value],
      );
    }
    return this.known(of, values);
  }

  async bind(event: string, digests: readonly string[]): Promise<void> {
    await this.#pool.query(
      `update ${this.#table} set bound_at = clock_timestamp()
       where event = $1 and digest = any($2) and bound_at is null`,
      [event, digests],
    );
  }

  async read(event: string): Promise<readonly Kept[]> {
    return (await this.#rows(event)).map(({ name, digest, salt, value, erased_at: erasedAt }) => ({
      name,
      digest,
      value,
      disclosure: salt === null || value === null ? null : formatDisclosure({ salt, name, value }),
      erasedAt: erasedAt && erasedAt.toISOString().replace(/Z$/, "000Z"),
    }));
  }

  async erase(event: string, name: string): Promise<void> {
    const of = [event, name];
    await this.#pool.query(
      `update ${this.#table} set salt = null, value = null, erased_at = clock_timestamp()
       where event = $1 and name = $2 and erased_at is null`,
      of,
    );
    // What an update leaves behind can be read from the file until its room is given back.
    await this.#pool.query(`vacuum ${this.#table}`);
  }

  async unbound(olderThanMs: number): Promise<readonly (SealedEvent & { digest: string })[]> {
    const { rows } = await this.#pool.query<SealedEvent & { digest: string }>(
      `select plan, event, digest from ${this.#table}
       where bound_at is null and recorded_at < clock_timestamp() - $1 * interval '1 millisecond'
       order by plan, recorded_at`,
      [olderThanMs],
    );
    return rows;
  }

  async drop(event: string, digest: string): Promise<void> {
    const of = [event, digest];
    await this.#pool.query(`delete from ${this.#table} where event = $1 and digest = $2 and bound_at is null`, of);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #rows(event: string): Promise<readonly Row[]> {
    const { rows } = await this.#pool.query<Row>(
      `select name, digest, salt, value, erased_at from ${this.#table} where event = $1 order by recorded_at, digest`,
      [event],
    );
    return rows;
  }
}
