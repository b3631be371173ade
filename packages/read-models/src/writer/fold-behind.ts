import { streamOf } from "@mingzhang/domain";
import type { StoredEvent } from "@mingzhang/event-store";
import type { PlanEventRow } from "../database/tables.ts";
import type { Projection, Writing } from "../projections/projection.ts";
import type { HeldShard, Holdings } from "../shards/membership.ts";
import { moveShards } from "./move-on.ts";
import type { Indexed } from "./place-batch.ts";
import { type Stops, writeFolds } from "./write-batch.ts";

const batchSize = 2_000;

interface Behind {
  readonly n: number;
  readonly through: bigint;
}

interface Folding {
  readonly projections: readonly Projection[];
  readonly stops: Stops;
  readonly folds: () => boolean;
}

type Run<T> = (folding: Folding) => Promise<T>;

/** In one transaction, again with shards stopped where events do not fit. */
type Attempting = <T>(batch: readonly StoredEvent[], run: Run<T>) => Promise<T>;

type Pending = Indexed & { readonly placed: boolean };

/** Folds what is in `plan_event` and in a shard held here is not, one batch of it. False where nothing was to do. */
export async function foldBehind(
  writing: Writing,
  held: Holdings,
  { attempt, say }: { attempt: Attempting; say: (settled: bigint) => void },
): Promise<boolean> {
  const waiting = [...held.shards.values()].filter(isWaiting);
  if (held.spine && waiting.every(({ inStep }) => inStep)) return false;
  const { spine, behind } = await readBehind(writing, held, waiting);
  for (const shard of waiting) shard.inStep = !behind.some(({ n }) => n === shard.n);
  if (behind.length === 0) return false;
  const { events, through } = await readPending(writing, { behind, spine, limit: batchSize });
  const batch = events.map(({ stored }) => stored);
  const { moved, settled, stopped } = await attempt(batch, async (folding) => {
    await writeFolds(writing, events, folding);
    const moves = behind.map(({ n }) => {
      const stop = folding.stops.get(n);
      const failure = stop ? sinceFirst(stop.failure, held.shards.get(n)) : null;
      return { n, through: stop ? stop.before - 1n : through, failure };
    });
    return { ...(await moveShards(writing.client, writing.schema, { held, moves })), stopped: folding.stops };
  });
  say(settled);
  for (const { n, inStep, failure } of moved) {
    const shard = held.shards.get(n);
    if (!shard) continue;
    shard.untried = failure !== null && !stopped.has(n);
    shard.inStep = inStep;
    shard.failure = failure;
  }
  return true;
}

/** A shard that stands still is tried once by everybody who comes to hold it. */
function isWaiting({ failure, untried }: HeldShard): boolean {
  return failure === null || untried;
}

function sinceFirst<F extends { event: string; since: string }>(failure: F, shard: HeldShard | undefined): F {
  return shard?.failure?.event === failure.event ? { ...failure, since: shard.failure.since } : failure;
}

async function readBehind(
  { client, schema }: Writing,
  { number }: Holdings,
  waiting: readonly HeldShard[],
): Promise<{ spine: bigint; behind: readonly Behind[] }> {
  // The spine first: what it holds is complete, and what comes in between only makes a shard more behind.
  const { rows: at } = await client.query<{ position: bigint }>(`select position from ${schema}.checkpoint`);
  const { rows } = await client.query<Behind>(
    `select n, through from ${schema}.shard where n = any($1::integer[]) and holder = $2 and through < head order by n`,
    [waiting.map(({ n }) => n), number],
  );
  return { spine: at[0]?.position ?? 0n, behind: rows };
}

/** Of a plan, as it has a shard. */
type Row = Pick<
  PlanEventRow,
  "id" | "type" | "data" | "meta" | "revision" | "position" | "recorded_at" | "public_index" | "placed"
> & { readonly plan: string; readonly shard: number };

/** Whole appends in the order of the store, and up to where they are all that the shards lack. */
async function readPending(
  writing: Writing,
  { behind, spine, limit }: { behind: readonly Behind[]; spine: bigint; limit: number },
): Promise<{ readonly events: readonly Pending[]; readonly through: bigint }> {
  const { client, schema } = writing;
  const from = behind.reduce((least, { through }) => (through < least ? through : least), spine);
  const { rows } = await client.query<Row>(
    `select id, type, data, meta, plan, shard, revision, position, recorded_at, public_index, placed
      from ${schema}.plan_event where position > $1 and position <= $2 and shard = any($3::integer[])
      order by position limit $4`,
    [`${from}`, `${spine}`, behind.map(({ n }) => n), limit],
  );
  const cut = rows.length === limit ? rows.at(-1)?.recorded_at : undefined;
  const whole = cut === undefined ? rows : rows.filter(({ recorded_at: at }) => at !== cut);
  if (whole.length === 0 && rows.length > 0) return readPending(writing, { behind, spine, limit: limit * 4 });
  const start = new Map(behind.map(({ n, through }) => [n, through]));
  const events = whole.filter(({ shard, position }) => position > (start.get(shard) ?? spine)).map(pendingOf);
  return { events, through: cut === undefined ? spine : (whole.at(-1)?.position ?? from) };
}

function pendingOf(row: Row): Pending {
  const { id, type, data, meta, revision, position, placed } = row;
  const stored = { id, type, data, meta, revision, position, stream: streamOf(row.plan), recordedAt: row.recorded_at };
  return { stored: stored as StoredEvent, publicIndex: row.public_index, placed };
}
