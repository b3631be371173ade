import { setTimeout as pause } from "node:timers/promises";
import type { StoredEvent } from "@mingzhang/event-store";
import type pg from "pg";
import { channelOf } from "../changes/channel.ts";
import { placeOf, sayHere } from "../changes/word-here.ts";
import { readCheckpoint } from "../database/checkpoint.ts";
import { poolOf, queriesOn } from "../database/queries.ts";
import { Sends } from "../database/sends.ts";
import { closeClient, type Connection, openClient, pipelining } from "../database/session.ts";
import type { Revisions } from "../projections/plan-events.ts";
import type { Projection, Writing } from "../projections/projection.ts";
import { builtAs, projections as allProjections } from "../projections/projections.ts";
import { HandedOver } from "../shards/handed-over.ts";
import { ensureHeld, type Holdings, leave, tend } from "../shards/membership.ts";
import { shardCount } from "../shards/shard-of.ts";
import { foldBehind } from "./fold-behind.ts";
import { ensureTables } from "./make-tables.ts";
import { moveSpine } from "./move-on.ts";
import { inOneFlight, inTransaction } from "./transaction.ts";
import { lockWorkerNumber } from "./worker-lock.ts";
import { decodeBatch, foldsLive, noteStop, type Stops, writeSpine } from "./write-batch.ts";

const closeLimitMs = 1_000;
export const defaultSchema = "read_models";

export interface WriterOptions {
  readonly connection: Connection;
  /** Default `read_models`. */
  readonly schema?: string;
  readonly projections?: readonly Projection[];
  readonly signal: AbortSignal;
  /** The connection broke: this writer is done, and others may already write in its place. */
  readonly onLost?: (error: Error) => void;
  /** Somebody who writes has moved the tables on. */
  readonly onMoved?: () => void;
}

/**
 * One of those who write. What it holds is its own until its session ends, it is silent for too long, or it gives some
 * of it up to others: the spine, which is `plan_event` in the order of the store, and shards, which are what is folded
 * of plans. Every method is called one after another.
 */
export interface ReadModelWriter {
  /** False where another version of the program built the tables: they are to be rebuilt before anything else. */
  readonly upToDate: boolean;
  /** Position of the last event in `plan_event`; null where this worker does not hold the spine. */
  spine(): bigint | null;
  /** Position up to which the tables are known to be whole, but for shards that stand still. */
  position(): bigint;
  /** Shards that it holds, in order. */
  shards(): readonly number[];
  /** Says that it lives, and takes or gives up its share. To be called twice a second at least. */
  tend(): Promise<void>;
  /**
   * What the store holds after `spine`, whole appends, in one transaction with all that is folded of it here, then word
   * to those who wait. A shard with an event that does not fit stands still before it, and the others go on. Throws
   * `PoisonEvent` for an event that stops all of them, `HandedOver` where another writer is to be opened, and errors of
   * the database.
   */
  apply(batch: readonly StoredEvent[]): Promise<void>;
  /** Folds what its shards are behind with, one batch of it; false where they are in step, or stand still. */
  catchUp(): Promise<boolean>;
  close(): Promise<void>;
}

/** Makes the tables where there are none, and takes what nobody holds. */
export async function openWriter(options: WriterOptions): Promise<ReadModelWriter> {
  const { connection, schema = defaultSchema, signal, projections = allProjections() } = options;
  signal.throwIfAborted();
  const client = await openClient(
    pipelining(connection),
    `mingzhang write ${schema}`,
    options.onLost ?? (() => undefined),
  );
  try {
    const sends = new Sends(client);
    const db = queriesOn(poolOf(sends), schema);
    await client.query(writingSession);
    const standing = await ensureTables(client, schema);
    const number = await lockWorkerNumber(client, schema);
    const held: Holdings = { number, build: standing.build, spine: null, shards: new Map() };
    const place = placeOf(connection, schema);
    const upToDate = standing.builtAs === builtAs;
    const writer = new Writer({ client, db, sends, schema }, { projections, held, place, upToDate });
    if (!writer.upToDate) return writer;
    client.on("notification", ({ payload }) => {
      writer.heard(BigInt(payload ?? "0"));
      options.onMoved?.();
    });
    await client.query(`listen ${channelOf(schema)}`);
    await writer.tend();
    return writer;
  } catch (error) {
    closeClient(client);
    throw error;
  }
}

/**
 * All that is written here comes from the store: what a crash of the server takes back is written again, so nobody
 * waits for the disk. A session that stops in the middle of a batch gives its rows' locks up.
 */
const writingSession = `select set_config('synchronous_commit', 'off', false),
  set_config('idle_in_transaction_session_timeout', '15s', false)`;

class Writer implements ReadModelWriter {
  readonly upToDate: boolean;
  private readonly writing: Writing;
  private readonly projections: readonly Projection[];
  private readonly held: Holdings;
  private readonly place: string;
  /** Plans with an event that could not be read: what comes after it is not read either. */
  private unreadPlans = new Set<string>();
  private readonly revisions: Revisions = new Map();
  private settled = 0n;

  constructor(
    writing: Writing,
    of: { projections: readonly Projection[]; held: Holdings; place: string; upToDate: boolean },
  ) {
    this.writing = writing;
    this.projections = of.projections;
    this.held = of.held;
    this.place = of.place;
    this.upToDate = of.upToDate;
  }

  spine(): bigint | null {
    return this.held.spine?.position ?? null;
  }

  position(): bigint {
    return this.settled;
  }

  heard(position: bigint): void {
    if (position > this.settled) this.settled = position;
  }

  shards(): readonly number[] {
    return [...this.held.shards.keys()].toSorted((a, b) => a - b);
  }

  async tend(): Promise<void> {
    const { client, schema } = this.writing;
    const hadSpine = this.held.spine !== null;
    const took = await tend(client, schema, this.held);
    this.heard((await readCheckpoint(this.writing.db)).position);
    if (!took) return;
    // Whoever held it before has written since.
    this.forget();
    if (hadSpine || !this.held.spine) return;
    // From here on only this worker can bring a shard out of step.
    const { rows } = await client.query<{ n: number }>(`select n from ${schema}.shard where through < head`);
    const behind = new Set(rows.map(({ n }) => n));
    for (const shard of this.held.shards.values()) shard.inStep = !behind.has(shard.n);
    await this.readUnread();
  }

  async apply(batch: readonly StoredEvent[]): Promise<void> {
    const { spine } = this.held;
    const [first, last] = [batch[0], batch.at(-1)];
    if (!spine) throw new HandedOver("this worker does not hold the spine");
    if (!first || !last) return;
    if (first.position <= spine.position) {
      throw new Error(`position ${first.position} comes after ${spine.position} a second time`);
    }
    if (this.unreadPlans.size > 0) await this.readUnread();
    const to = {
      position: last.position,
      recordedAt: last.recordedAt,
      publicCount: spine.publicCount + BigInt(batch.length),
    };
    const decoded = decodeBatch(batch, spine.publicCount);
    const done = await this.stopping(batch, (stopsSoFar) =>
      inOneFlight(this.writing, async () => {
        const unreadPlans = new Set(this.unreadPlans);
        const { projections, held, writing, revisions } = this;
        const folding = { projections, stops: stopsSoFar, folds: foldsLive(held) };
        const { shards } = await writeSpine(writing, decoded, { ...folding, unreadPlans, revisions });
        const move = moveSpine(writing, { held, moves: shards, to });
        return { last: async () => ({ shards, unreadPlans, settled: await move.last() }) };
      }),
    );
    this.say(done.settled);
    this.unreadPlans = done.unreadPlans;
    spine.position = to.position;
    spine.publicCount = to.publicCount;
    for (const { n, through, failure } of done.shards) {
      const shard = this.held.shards.get(n);
      if (!shard) continue;
      if (through === null || failure) shard.inStep = false;
      if (failure) shard.failure = failure;
    }
    // Of its own word it hears later; whoever works alone knows by now.
    const all = [...this.held.shards.values()];
    if (all.length === shardCount && all.every((shard) => shard.inStep || shard.failure)) this.heard(to.position);
  }

  async catchUp(): Promise<boolean> {
    const { writing, projections, held } = this;
    const attempt: Parameters<typeof foldBehind>[2]["attempt"] = (batch, run) =>
      this.stopping(batch, (stops) =>
        inTransaction(this.writing, () => run({ projections, stops, folds: () => true })),
      );
    return foldBehind(writing, held, { attempt, say: (settled) => this.say(settled) });
  }

  /**
   * Word of what is committed. Within the batch it would wait for the lock that all who notify share, and whoever
   * appends holds that until its commit is on the disk.
   */
  private say(settled: bigint): void {
    const { client, schema } = this.writing;
    sayHere(this.place, settled);
    // Who misses it looks for himself; where the connection broke, that is told elsewhere.
    client.query("select pg_notify($1, $2)", [channelOf(schema), `${settled}`]).catch(() => undefined);
  }

  async close(): Promise<void> {
    const { client, schema } = this.writing;
    if (this.upToDate) await Promise.race([leave(client, schema, this.held).catch(() => undefined), soon()]);
    // A connection that broke may never say that it has ended.
    await Promise.race([client.end(), soon()]);
  }

  /** `run` in one transaction; where an event of a plan does not fit, once more with its shard stopped before it. */
  private async stopping<T>(batch: readonly StoredEvent[], run: (stops: Stops) => Promise<T>): Promise<T> {
    const stops: Stops = new Map();
    for (;;) {
      try {
        return await run(stops);
      } catch (error) {
        this.forget();
        // What does not fit here may have been written by whoever took over.
        if (error instanceof Error && !(error instanceof HandedOver)) await ensureHeld(this.writing, this.held, error);
        noteStop(stops, batch, error);
      }
    }
  }

  private forget(): void {
    this.revisions.clear();
    for (const projection of this.projections) projection.forget();
  }

  private async readUnread(): Promise<void> {
    const { client, schema } = this.writing;
    this.unreadPlans = await readUnreadPlans(client, schema);
  }
}

async function readUnreadPlans(client: pg.Client, schema: string): Promise<Set<string>> {
  const { rows } = await client.query<{ plan: string }>(
    `select distinct plan from ${schema}.plan_event where not placed`,
  );
  return new Set(rows.map(({ plan }) => plan));
}

const soon = (): Promise<void> => pause(closeLimitMs, undefined, { ref: false });
