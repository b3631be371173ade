import { setTimeout as pause } from "node:timers/promises";
import { type Migration, Migrator } from "kysely";
import type { Db } from "../database/queries.ts";
import { tables } from "./0001-tables.ts";

/** Every step from nothing to today's tables. A step that was released is never edited: a change is a further step. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-tables": tables,
};

/** Kysely looks at every table of the database first, and stumbles over one that somebody drops meanwhile. */
const stumbles = new Set(["3F000", "42P01", "XX000"]);
const attempts = 20;
const attemptPauseMs = 50;

/** Brings the tables in `schema` to today's form, making it where it is absent. All steps or none. */
export async function migrate(db: Db, schema: string): Promise<void> {
  const bound = Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
    name,
    { up: (step) => up(step.withSchema(schema)) },
  ]);
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: async () => Object.fromEntries(bound) },
    migrationTableSchema: schema,
    migrationTableName: "schema_step",
    migrationLockTableName: "schema_step_lock",
  });
  for (let attempt = 1; ; attempt++) {
    const { error } = await migrator.migrateToLatest();
    if (!error) return;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!stumbles.has(code) || attempt === attempts) throw error;
    await pause(attemptPauseMs);
  }
}
