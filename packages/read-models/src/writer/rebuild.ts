import type { EventStore } from "@mingzhang/event-store";
import type pg from "pg";
import { channelOf } from "../changes/channel.ts";
import { epoch } from "../database/checkpoint.ts";
import { poolOf, queriesOn } from "../database/queries.ts";
import { Sends } from "../database/sends.ts";
import { closeClient, type Connection, openClient } from "../database/session.ts";
import type { ShardFailure } from "../database/tables.ts";
import { readingIndexesIn } from "../migrations/tables.ts";
import { PoisonEvent } from "../projections/poison-event.ts";
import type { Revisions } from "../projections/plan-events.ts";
import type { Projection, Writing } from "../projections/projection.ts";
import { builtAs, projections as allProjections } from "../projections/projections.ts";
import { copyReaders } from "./copy-readers.ts";
import { makeTables, standingTables } from "./make-tables.ts";
import { defaultSchema } from "./read-model-writer.ts";
import { inTransaction } from "./transaction.ts";
import { rebuildPurpose, tryLock } from "./worker-lock.ts";
import type { Decoded } from "./place-batch.ts";
import { decodeBatch, noteStop, type ShardMove, type Stops, writeSpine } from "./write-batch.ts";

export interface RebuildProgress {
  readonly position: bigint;
  readonly headPosition: bigint;
  /** Events written so far, and in how many seconds. */
  readonly events: number;
  readonly seconds: number;
  /** What is done to the tables: rows are written, what they are looked up by is made, they are put in place. */
  readonly stage: "writing" | "indexing" | "switching";
}

export interface RebuildOptions {
  readonly connection: Connection;
  readonly schema?: string;
  readonly store: Pick<EventStore, "readAll" | "head">;
  readonly projections?: readonly Projection[];
  /** Events of one transaction; default 5000. */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** Another process is at it. */
export class RebuildRunning extends Error {
  constructor(schema: string) {
    super(`Another process is rebuilding the tables in ${schema}; let it finish.`);
    this.name = "RebuildRunning";
  }
}

/** No statement of a rebuild waits for anybody but the disk: an index of many rows takes its time. */
const rebuildSession = `select set_config('synchronous_commit', 'off', false),
  set_config('maintenance_work_mem', '256MB', false), set_config('work_mem', '32MB', false)`;

/**
 * Builds all tables anew from the first event, beside those that serve, and puts them in their place in one
 * transaction: a reader sees the old ones or the new ones. Returns the position that the new ones hold. A shard with an
 * event that does not fit stands still before it, as it does live; but where tables of this very version serve all of
 * it, they are left serving and `PoisonEvent` is thrown. Throws `RebuildRunning`.
 */
export async function rebuildReadModels(options: RebuildOptions): Promise<bigint> {
  const { connection, schema = defaultSchema } = options;
  const client = await openClient(connection, `mingzhang rebuild ${schema}`, () => undefined);
  try {
    if (!(await tryLock(client, rebuildPurpose(schema)))) throw new RebuildRunning(schema);
    const next = `${schema}_next`;
    await client.query(rebuildSession);
    await client.query(`drop schema if exists ${next} cascade`);
    await makeTables(client, next);
    const sends = new Sends(client);
    const writing = { client, db: queriesOn(poolOf(sends), next), sends, schema: next };
    const build = new Rebuild(writing, { ...options, schema });
    await build.catchUp();
    build.tell("indexing");
    await forReading({ client, connection, schema }, next);
    await build.catchUp();
    build.tell("switching");
    await build.switchOver();
    await client.query(`drop schema if exists ${schema}_old cascade`);
    return build.position;
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

/**
 * What readers look up by, and what the server has to know of the rows: without that, the first readers would get plans
 * made for empty tables. The two large tables are done at the same time.
 */
async function forReading(
  { client, connection, schema }: { client: pg.Client; connection: Connection; schema: string },
  next: string,
): Promise<void> {
  const other = await openClient(connection, `mingzhang rebuild ${schema}`, () => undefined);
  try {
    await other.query(rebuildSession);
    const ofEvents = (index: string): boolean => index.includes(` on ${next}.plan_event `);
    const indexes = readingIndexesIn(next);
    const analyses = ["transfer", "allocation", "plan", "plan_fold", "plan_snapshot"].map((one) => analyze(next, one));
    const all = [
      inTurn(client, [...indexes.filter(ofEvents), analyze(next, "plan_event")]),
      inTurn(other, [...indexes.filter((index) => !ofEvents(index)), ...analyses]),
    ];
    for (const done of await Promise.allSettled(all)) if (done.status === "rejected") throw done.reason;
  } finally {
    closeClient(other);
  }
}

const analyze = (schema: string, table: string): string => `analyze ${schema}.${table}`;

async function inTurn(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

class Rebuild {
  position = 0n;
  private readonly writing: Writing;
  private readonly options: RebuildOptions & { readonly schema: string };
  private readonly projections: readonly Projection[];
  private readonly began = performance.now();
  private events = 0;
  private headPosition = 0n;
  private recordedAt = epoch;
  private unreadPlans = new Set<string>();
  private readonly revisions: Revisions = new Map();
  private shards = new Map<number, ShardMove>();

  constructor(writing: Writing, options: RebuildOptions & { readonly schema: string }) {
    this.writing = writing;
    this.options = options;
    this.projections = options.projections ?? allProjections();
  }

  tell(stage: RebuildProgress["stage"]): void {
    const { position, headPosition, events } = this;
    const seconds = (performance.now() - this.began) / 1000;
    this.options.onProgress?.({ position, headPosition, events, seconds, stage });
  }

  /**
   * Until the tables hold what the store held when it was last asked. The next batch is read and decoded while the
   * server writes one.
   */
  async catchUp(): Promise<void> {
    const { store, signal } = this.options;
    for (;;) {
      signal?.throwIfAborted();
      ({ position: this.headPosition } = await store.head());
      this.tell("writing");
      if (this.position >= this.headPosition) return;
      let ahead = this.read(this.position, this.events);
      while (this.position < this.headPosition) {
        signal?.throwIfAborted();
        const batch = await ahead;
        const last = batch.at(-1)?.stored;
        if (!last) throw new Error(`the store names a last position, but gives nothing after ${this.position}`);
        const count = this.events + batch.length;
        ahead = last.position < this.headPosition ? this.read(last.position, count) : Promise.resolve([]);
        // Its failure is met when it is awaited.
        ahead.catch(() => undefined);
        await this.write(batch);
        this.tell("writing");
      }
    }
  }

  /** `count` events are written or are about to be. */
  private async read(after: bigint, count: number): Promise<readonly Decoded[]> {
    const batch = await this.options.store.readAll({ after, limit: this.options.batchSize ?? 5_000 });
    return decodeBatch(batch, BigInt(count));
  }

  private async write(batch: readonly Decoded[]): Promise<void> {
    const stops: Stops = new Map();
    const events = batch.map(({ stored }) => stored);
    for (;;) {
      try {
        await inTransaction(this.writing, () => this.writeRows(batch, stops));
        return;
      } catch (error) {
        this.forget();
        noteStop(stops, events, error);
        await this.refuseWhereServed(error);
      }
    }
  }

  private forget(): void {
    this.revisions.clear();
    for (const projection of this.projections) projection.forget();
  }

  private async writeRows(batch: readonly Decoded[], stops: Stops): Promise<void> {
    const unreadPlans = new Set(this.unreadPlans);
    const { shards } = await writeSpine(this.writing, batch, {
      projections: this.projections,
      stops,
      folds: (shard) => !this.shards.get(shard)?.failure,
      unreadPlans,
      revisions: this.revisions,
    });
    for (const move of shards) {
      const before = this.shards.get(move.n);
      this.shards.set(move.n, before?.failure ? { ...before, head: move.head } : move);
    }
    this.unreadPlans = unreadPlans;
    this.events += batch.length;
    const last = batch.at(-1)?.stored;
    this.position = last?.position ?? this.position;
    this.recordedAt = last?.recordedAt ?? this.recordedAt;
  }

  /** Where the tables that serve are of this version and hold what these would lack, they are left serving. */
  private async refuseWhereServed(error: unknown): Promise<void> {
    const { client } = this.writing;
    const { schema } = this.options;
    const standing = await standingTables(client, schema);
    if (standing?.builtAs !== builtAs) return;
    const { rows } = await client.query<{ failure: ShardFailure }>(
      `select failure from ${schema}.shard where failure is not null`,
    );
    const event = error instanceof Error && "event" in error ? error.event : null;
    if (!rows.some(({ failure }) => failure.event === event)) throw error;
  }

  /**
   * Readers and writers hold the checkpoint's table while they are at work, so locking it waits for them and makes the
   * next ones wait; they then find the new tables under the old name.
   */
  async switchOver(): Promise<void> {
    const { client, schema: next } = this.writing;
    const { schema, store } = this.options;
    const { position, recordedAt, events, unreadPlans } = this;
    const shards = new Map(this.shards);
    await inTransaction(this.writing, async () => {
      if ((await standingTables(client, schema)) !== null) {
        await client.query("set local lock_timeout = '30s'");
        await client.query(`lock table ${schema}.checkpoint in access exclusive mode`);
        const { position: head } = await store.head();
        while (this.position < head) await this.writeRows(await this.read(this.position, this.events), new Map());
        await this.writing.sends.settle();
        await this.stand(next);
        await copyReaders(this.writing.db, { from: schema, to: next });
        await client.query(`drop schema if exists ${schema}_old cascade`);
        await client.query(`alter schema ${schema} rename to ${schema}_old`);
      } else {
        await this.stand(next);
      }
      await client.query(`alter schema ${next} rename to ${schema}`);
      await client.query("select pg_notify($1, $2)", [channelOf(schema), this.position.toString()]);
    }).catch(async (error: unknown) => {
      if (!(error instanceof PoisonEvent)) throw error;
      // It came last: what was written with it is undone, and is written again with its shard standing still.
      Object.assign(this, { position, recordedAt, events, unreadPlans, shards });
      this.forget();
      await this.catchUp();
      await this.switchOver();
    });
  }

  /** Checkpoint and shards, as the rows stand; nobody holds them. */
  private async stand(schema: string): Promise<void> {
    const { client } = this.writing;
    const { position, recordedAt, events } = this;
    await client.query(`update ${schema}.checkpoint set position = $1, recorded_at = $2, public_count = $3`, [
      `${position}`,
      recordedAt,
      events,
    ]);
    for (const { n, head, through, failure } of this.shards.values()) {
      const values = [n, `${head}`, `${through ?? head}`, failure && JSON.stringify(failure)];
      await client.query(`update ${schema}.shard set head = $2, through = $3, failure = $4 where n = $1`, values);
    }
  }
}
