import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { type Checkpoint, readCheckpoint } from "../database/checkpoint.ts";
import type { Db } from "../database/queries.ts";
import { builtAs } from "../projections/projections.ts";

/** The tables cannot answer: absent, of another version, or behind the position that the question is about. */
export class ReadModelsNotReady extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ReadModelsNotReady";
  }
}

const attempts = 20;
const attemptPauseMs = 50;

/** Tables to read from, and the schema that they are in. */
export interface Source {
  readonly db: Db;
  readonly schema: string;
}

/** What a read sees: one state of all tables, with the checkpoint of exactly that state. */
export interface Reading {
  readonly db: Db;
  readonly checkpoint: Checkpoint;
}

/** That what was seen is too early: looked for again, as soon as there can be more. */
class TooEarly extends Error {}

/**
 * Reads in one snapshot that holds at least `position`. The checkpoint's table is locked before the snapshot is taken:
 * while this transaction holds it, the tables cannot be replaced by rebuilt ones; and a reader that waited for such a
 * switch sees all that the switch wrote. (A query that waits for its lock has its snapshot already: from before the
 * switch, with the last events of the new tables missing.)
 */
export async function reading<T>(source: Source, position: bigint, read: (reading: Reading) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await oneSnapshot(source, position, read);
    } catch (error) {
      if (!(error instanceof TooEarly)) throw error;
      if (attempt === attempts) throw new ReadModelsNotReady(error.message);
    }
    await pause(attemptPauseMs);
  }
}

async function oneSnapshot<T>(
  { db, schema }: Source,
  position: bigint,
  read: (reading: Reading) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const raw = (statement: string) => sql.raw(statement).execute(connection);
    try {
      await raw(
        `begin isolation level repeatable read, read only; lock table ${schema}.checkpoint in access share mode`,
      );
      const checkpoint = await readCheckpoint(connection);
      if (checkpoint.builtAs !== builtAs) {
        throw new ReadModelsNotReady(`the tables were built as ${checkpoint.builtAs}; this program reads ${builtAs}`);
      }
      if (checkpoint.position < position) {
        throw new TooEarly(`the tables stand at ${checkpoint.position}, and the question is about ${position}`);
      }
      const answer = await read({ db: connection, checkpoint });
      await raw("commit");
      return answer;
    } catch (error) {
      await raw("rollback").catch(() => undefined);
      throw isAbsent(error) ? new ReadModelsNotReady("the tables have not been made yet", { cause: error }) : error;
    }
  });
}

/** The schema, the table or its one row is not there, or its columns are those of an earlier version. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "42P01" || code === "3F000" || (error instanceof Error && error.message === "no result");
}
