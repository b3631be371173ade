import { setTimeout as pause } from "node:timers/promises";
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

/** What a read sees: one state of all tables, with the checkpoint of exactly that state. */
export interface Reading {
  readonly db: Db;
  readonly checkpoint: Checkpoint;
}

/**
 * Reads in one snapshot that holds at least `position`. The checkpoint comes first: while this transaction holds its
 * table, the tables cannot be replaced by rebuilt ones; and a snapshot that was taken just before such a switch shows
 * itself by a checkpoint that is too early, and is taken again.
 */
export async function reading<T>(db: Db, position: bigint, read: (reading: Reading) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await oneSnapshot(db, position, read);
    if ("value" in answer) return answer.value;
    if (attempt === attempts) {
      throw new ReadModelsNotReady(`the tables stand at ${answer.at}, and the question is about ${position}`);
    }
    await pause(attemptPauseMs);
  }
}

async function oneSnapshot<T>(
  db: Db,
  position: bigint,
  read: (reading: Reading) => Promise<T>,
): Promise<{ readonly value: T } | { readonly at: bigint }> {
  const transaction = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  return transaction.execute(async (snapshot) => {
    const checkpoint = await readCheckpoint(snapshot).catch((error: unknown) => {
      throw isAbsent(error) ? new ReadModelsNotReady("the tables have not been made yet", { cause: error }) : error;
    });
    if (checkpoint.builtAs !== builtAs) {
      throw new ReadModelsNotReady(`the tables were built as ${checkpoint.builtAs}; this program reads ${builtAs}`);
    }
    if (checkpoint.position < position) return { at: checkpoint.position };
    return { value: await read({ db: snapshot, checkpoint }) };
  });
}

/** The schema, the table or its one row is not there. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "42P01" || code === "3F000" || (error instanceof Error && error.message === "no result");
}
