import type { StoredEvent } from "@mingzhang/event-store";
import {
  advancePlans,
  markReplaced,
  placeEvents,
  type Revisions,
  writePlanEvents,
} from "../projections/plan-events.ts";
import { PoisonEvent } from "../projections/poison-event.ts";
import type { Projection, Writing } from "../projections/projection.ts";
import type { Append } from "../projections/recorded.ts";
import type { ShardFailure } from "../database/tables.ts";
import { shardOf } from "../shards/shard-of.ts";
import type { Holdings } from "../shards/membership.ts";
import { type Decoded, decodeEvents, type Indexed, placeBatch } from "./place-batch.ts";

/** Where a shard comes to stand still: before an append, for the sake of one of its events. */
export interface Stop {
  readonly before: bigint;
  readonly failure: ShardFailure;
}

export type Stops = Map<number, Stop>;

/** How far a batch brings a shard. */
export interface ShardMove {
  readonly n: number;
  readonly head: bigint;
  /** Null where nothing was folded here: others do that, or nobody can. */
  readonly through: bigint | null;
  readonly failure: ShardFailure | null;
}

export interface BatchResult {
  readonly shards: readonly ShardMove[];
}

interface Folding {
  readonly projections: readonly Projection[];
  readonly stops: Stops;
  /** Whether what belongs to a shard is folded here and now. */
  readonly folds: (shard: number) => boolean;
}

interface Spine {
  readonly unreadPlans: Set<string>;
  readonly revisions: Revisions;
}

/** Events that follow each other in the store, the first of them with its public index. */
export function decodeBatch(batch: readonly StoredEvent[], first: bigint): readonly Decoded[] {
  return decodeEvents(batch.map((stored, index) => ({ stored, publicIndex: first + BigInt(index) })));
}

/** Rows of `plan_event` for a batch of the store, and what is folded of it here. Throws `PoisonEvent`. */
export async function writeSpine(
  writing: Writing,
  batch: readonly Decoded[],
  { unreadPlans, revisions, ...folding }: Folding & Spine,
): Promise<BatchResult> {
  const { appends, rows, replaced } = await placeBatch(writing.db, batch, unreadPlans);
  await advancePlans(writing, rows, revisions);
  writePlanEvents(writing, rows);
  markReplaced(writing, replaced);
  await fold(writing, appends, folding);
  const heads = new Map(appends.map(({ shard, knownFrom }) => [shard, knownFrom]));
  return {
    shards: [...heads].map(([n, head]): ShardMove => {
      const stop = folding.stops.get(n);
      const through = folding.folds(n) ? (stop ? stop.before - 1n : head) : null;
      return { n, head, through, failure: stop?.failure ?? null };
    }),
  };
}

/** What is folded of events that are in `plan_event` already; those that could not be read are placed now. */
export async function writeFolds(
  writing: Writing,
  events: readonly (Indexed & { readonly placed: boolean })[],
  folding: Folding,
): Promise<void> {
  const { appends, rows, replaced } = await placeBatch(writing.db, decodeEvents(events), new Set());
  const late = new Set(events.flatMap(({ stored, placed }) => (placed ? [] : [stored.id])));
  const reached = (id: string): boolean => {
    const own = appends.find((append) => append.events.some(({ event }) => event.id === id));
    return own !== undefined && isFolded(own, folding);
  };
  const mended = new Set([...late].filter(reached));
  placeEvents(
    writing,
    rows.filter(({ id }) => mended.has(id)),
  );
  markReplaced(
    writing,
    replaced.filter(({ by }) => mended.has(by)),
  );
  await fold(writing, appends, folding);
}

async function fold(writing: Writing, appends: readonly Append[], folding: Folding): Promise<void> {
  const own = appends.filter((append) => isFolded(append, folding));
  for (const { unread } of own) if (unread) throw unread;
  if (own.length === 0) return;
  await projectTogether(folding.projections, (projection, earlier) => projection.project(writing, own, earlier));
}

/** While one waits for an answer of the server, the next works; nothing is left under way. Throws the first's error. */
async function projectTogether(
  projections: readonly Projection[],
  project: (projection: Projection, earlier: Promise<unknown>) => Promise<void>,
): Promise<void> {
  const all: Promise<void>[] = [];
  for (const projection of projections) {
    const earlier = Promise.all(all);
    // Whoever waits for it meets its failure, and so does the end.
    earlier.catch(() => undefined);
    all.push(project(projection, earlier));
  }
  for (const done of await Promise.allSettled(all)) if (done.status === "rejected") throw done.reason;
}

function isFolded({ shard, firstPosition }: Append, { folds, stops }: Folding): boolean {
  return folds(shard) && firstPosition < (stops.get(shard)?.before ?? firstPosition + 1n);
}

/**
 * Takes note that a batch met an event that cannot be projected, so that the next attempt stops its shard before it.
 * Throws the error where it is no such event, or one that stops everything.
 */
export function noteStop(stops: Stops, batch: readonly StoredEvent[], error: unknown): void {
  if (!(error instanceof PoisonEvent) || error.plan === null) throw error;
  const at = batch.find(({ position }) => position === error.position);
  const before = batch.find(({ recordedAt }) => recordedAt === at?.recordedAt)?.position ?? error.position;
  const n = shardOf(error.plan);
  const known = stops.get(n);
  if (known && known.before <= before) throw error;
  const { event, type, plan, position, reason } = error;
  const since = new Date().toISOString();
  stops.set(n, { before, failure: { event, type, plan, position: position.toString(), reason, since } });
}

/** Whether this worker folds a shard as its events come. */
export function foldsLive({ shards }: Holdings): (shard: number) => boolean {
  return (n) => {
    const held = shards.get(n);
    return held !== undefined && held.inStep && held.failure === null;
  };
}
