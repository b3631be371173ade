import { setTimeout as pause } from "node:timers/promises";
import type { StoredEvent } from "@mingzhang/event-store";
import type pg from "pg";
import { announce } from "../changes/channel.ts";
import { type Checkpoint, readCheckpoint, startCheckpoint } from "../database/checkpoint.ts";
import { type Db, poolOf, queriesOn } from "../database/queries.ts";
import { closeClient, type Connection, openClient } from "../database/session.ts";
import { migrate } from "../migrations/migrations.ts";
import type { Projection } from "../projections/projection.ts";
import { builtAs, projections as allProjections } from "../projections/projections.ts";
import { applyBatch, type Standing } from "./apply-batch.ts";
import { waitForLock, writerPurpose } from "./writer-lock.ts";

const closeLimitMs = 1_000;
export const defaultSchema = "read_models";

export interface WriterOptions {
  readonly connection: Connection;
  /** Default `read_models`. */
  readonly schema?: string;
  readonly projections?: readonly Projection[];
  /** Ends the waiting for the lock. */
  readonly signal: AbortSignal;
  /** The connection broke: this writer is done, and another may already write. */
  readonly onLost?: (error: Error) => void;
}

/** The one who writes: holds the lock of its schema until it is closed or its connection breaks. */
export interface ReadModelWriter {
  /** False where another version of the projections built the tables: they are to be rebuilt before anything else. */
  readonly upToDate: boolean;
  /** Position of the last event in the tables. */
  position(): bigint;
  /**
   * Rows and checkpoint of whole appends in one transaction, then word to those who wait. Throws `PoisonEvent` for an
   * event that will never fit, `TablesReplaced` where another writer is to be opened, and errors of the database.
   */
  apply(batch: readonly StoredEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** Waits until no other writer is active, makes or migrates the tables, and takes over where they stand. */
export async function openWriter(options: WriterOptions): Promise<ReadModelWriter> {
  const { connection, schema = defaultSchema, signal, projections = allProjections() } = options;
  signal.throwIfAborted();
  const client = await openClient(connection, `mingzhang write ${schema}`, options.onLost ?? (() => undefined));
  try {
    await waitForLock(client, writerPurpose(schema), signal);
    const db = queriesOn(poolOf(client), schema);
    const checkpoint = await prepareTables(client, db, schema);
    return writer(client, db, { schema, projections, checkpoint });
  } catch (error) {
    closeClient(client);
    throw error;
  }
}

/** Tables of another version are left as they are: they serve until those that replace them are ready. */
async function prepareTables(client: pg.Client, db: Db, schema: string): Promise<Checkpoint> {
  const { rows } = await client.query<{ found: boolean }>("select to_regclass($1) is not null as found", [
    `${schema}.checkpoint`,
  ]);
  if (rows[0]?.found) {
    const standing = await readCheckpoint(db);
    if (standing.builtAs !== builtAs) return standing;
  }
  await migrate(db, schema);
  await startCheckpoint(db, builtAs);
  return readCheckpoint(db);
}

function writer(
  client: pg.Client,
  db: Db,
  of: { schema: string; projections: readonly Projection[]; checkpoint: Checkpoint },
): ReadModelWriter {
  let standing: Standing = of.checkpoint;
  return {
    upToDate: of.checkpoint.builtAs === builtAs,
    position: () => standing.position,
    async apply(batch) {
      const position = await db.transaction().execute(async (transaction) => {
        const reached = await applyBatch(transaction, of.projections, { batch, standing });
        await announce(transaction, of.schema, reached);
        return reached;
      });
      standing = { build: standing.build, position };
    },
    async close() {
      // A connection that broke may never say that it has ended.
      await Promise.race([client.end(), pause(closeLimitMs, undefined, { ref: false })]);
    },
  };
}
