import type { EventStore } from "@mingzhang/event-store";
import { sql } from "kysely";
import type pg from "pg";
import { announce } from "../changes/channel.ts";
import { readCheckpoint, startCheckpoint } from "../database/checkpoint.ts";
import { type Db, poolOf, queriesOn } from "../database/queries.ts";
import { closeClient, type Connection, openClient } from "../database/session.ts";
import { migrate } from "../migrations/migrations.ts";
import type { Projection } from "../projections/projection.ts";
import { builtAs, projections as allProjections } from "../projections/projections.ts";
import { applyBatch, type Standing } from "./apply-batch.ts";
import { copyReaders } from "./copy-readers.ts";
import { defaultSchema } from "./read-model-writer.ts";
import { rebuildPurpose, tryLock } from "./writer-lock.ts";

export interface RebuildOptions {
  readonly connection: Connection;
  readonly schema?: string;
  readonly store: Pick<EventStore, "readAll" | "head">;
  readonly projections?: readonly Projection[];
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly position: bigint; readonly headPosition: bigint }) => void;
}

/** Another process is at it. */
export class RebuildRunning extends Error {
  constructor(schema: string) {
    super(`Another process is rebuilding the tables in ${schema}; let it finish.`);
    this.name = "RebuildRunning";
  }
}

/**
 * Builds all tables anew from the first event, beside those that serve, and puts them in their place in one
 * transaction: a reader sees the old ones or the new ones. Returns the position that the new ones hold. Throws
 * `PoisonEvent` and leaves the old ones serving, or `RebuildRunning`.
 */
export async function rebuildReadModels(options: RebuildOptions): Promise<bigint> {
  const { connection, schema = defaultSchema } = options;
  const client = await openClient(connection, `mingzhang rebuild ${schema}`, () => undefined);
  try {
    if (!(await tryLock(client, rebuildPurpose(schema)))) throw new RebuildRunning(schema);
    const next = `${schema}_next`;
    await client.query(`drop schema if exists ${next} cascade`);
    const db = queriesOn(poolOf(client), next);
    await migrate(db, next);
    await startCheckpoint(db, builtAs);
    const standing = await catchUp(db, options, await readCheckpoint(db));
    await analyze(client, next);
    const position = await switchOver(db, { options, schema, next, standing });
    await client.query(`drop schema if exists ${schema}_old cascade`);
    return position;
  } catch (error) {
    if (!(error instanceof RebuildRunning)) await dropHalfBuilt(client, `${schema}_next`);
    throw error;
  } finally {
    closeClient(client);
  }
}

/** Where the connection is what broke, the next rebuild drops it. */
async function dropHalfBuilt(client: pg.Client, next: string): Promise<void> {
  await client.query(`drop schema if exists ${next} cascade`).catch(() => undefined);
}

async function catchUp(db: Db, options: RebuildOptions, from: Standing): Promise<Standing> {
  let standing = from;
  for (;;) {
    options.signal?.throwIfAborted();
    const { position: headPosition } = await options.store.head();
    options.onProgress?.({ position: standing.position, headPosition });
    if (standing.position >= headPosition) return standing;
    standing = await db.transaction().execute((transaction) => nextBatch(transaction, options, standing));
  }
}

async function nextBatch(db: Db, options: RebuildOptions, standing: Standing): Promise<Standing> {
  const { store, batchSize = 500, projections = allProjections() } = options;
  const batch = await store.readAll({ after: standing.position, limit: batchSize });
  if (batch.length === 0)
    throw new Error(`the store names a last position, but gives nothing after ${standing.position}`);
  const position = await applyBatch(db, projections, { batch, standing });
  return { build: standing.build, position };
}

/** Without it, the first readers would get plans made for empty tables. */
async function analyze(client: pg.Client, schema: string): Promise<void> {
  for (const table of ["plan_event", "transfer", "allocation", "plan_snapshot"]) {
    await client.query(`analyze ${schema}.${table}`);
  }
}

/**
 * Readers and the writer hold the checkpoint's table while they are at work, so locking it waits for them and makes
 * the next ones wait; they then find the new tables under the old name.
 */
async function switchOver(
  db: Db,
  { options, schema, next, standing }: { options: RebuildOptions; schema: string; next: string; standing: Standing },
): Promise<bigint> {
  return db.transaction().execute(async (transaction) => {
    const run = (statement: string) => sql.raw(statement).execute(transaction);
    const live = await sql<{ found: boolean }>`select to_regclass(${`${schema}.checkpoint`}) is not null as found`
      .execute(transaction)
      .then(({ rows }) => rows[0]?.found === true);
    let reached = standing;
    if (live) {
      await run("set local lock_timeout = '30s'");
      await run(`lock table ${schema}.checkpoint in access exclusive mode`);
      const { position: head } = await options.store.head();
      while (reached.position < head) reached = await nextBatch(transaction, options, reached);
      await copyReaders(transaction, { from: schema, to: next });
      await run(`drop schema if exists ${schema}_old cascade`);
      await run(`alter schema ${schema} rename to ${schema}_old`);
    }
    await run(`alter schema ${next} rename to ${schema}`);
    await announce(transaction, schema, reached.position);
    return reached.position;
  });
}
