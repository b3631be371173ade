import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import type { Sends } from "./sends.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

const plainName = /^[a-z_][a-z0-9_]{0,39}$/;

/** Queries against the tables in one schema. Throws where the name could not stand in a statement as it is. */
export function queriesOn(pool: PostgresPool, schema: string): Db {
  if (!plainName.test(schema)) {
    throw new Error(
      `The schema name ${JSON.stringify(schema)} is not usable; take up to 40 small letters, digits and underscores.`,
    );
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
}

/**
 * A pool of exactly this connection. It never opens another one, so what runs here runs in the session that holds the
 * writer's lock, or not at all.
 */
export function poolOf(sends: Sends): PostgresPool {
  const only = { query: sends.ask.bind(sends), release: () => undefined };
  return { connect: async () => only as unknown as Awaited<ReturnType<PostgresPool["connect"]>>, end: async () => {} };
}
