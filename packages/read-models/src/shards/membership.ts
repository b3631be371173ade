import { hostname } from "node:os";
import type pg from "pg";
import type { ShardFailure } from "../database/tables.ts";
import { workersKey } from "../writer/worker-lock.ts";
import { HandedOver } from "./handed-over.ts";
import { shardCount } from "./shard-of.ts";

/** A shard that this worker holds. */
export interface HeldShard {
  readonly n: number;
  readonly epoch: bigint;
  /** Everything in `plan_event` is folded; only the holder of the spine can change that. */
  inStep: boolean;
  failure: ShardFailure | null;
  /** It failed under an earlier holder, and has not been tried by this one. */
  untried: boolean;
}

/** The right to write `plan_event`. */
export interface HeldSpine {
  readonly epoch: bigint;
  position: bigint;
  publicCount: bigint;
}

export interface Holdings {
  readonly number: number;
  readonly build: string;
  spine: HeldSpine | null;
  readonly shards: Map<number, HeldShard>;
}

/** A worker that has not been heard of for so long is taken for dead, even where its session still holds its lock. */
const silentAfter = "15 seconds";

/** Who works here, by sessions that live and speak. */
const livingSql = (schema: string): string => `
  select number from ${schema}.worker
  where seen_at > clock_timestamp() - interval '${silentAfter}' and exists (
    select from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and classid = $1::bigint
      and objid = number::bigint and database = (select oid from pg_database where datname = current_database()))`;

/**
 * Says that this worker lives, takes its share of what nobody living holds, and gives up what is beyond its share while
 * others have less. Changes `held`; answers whether anything was taken. Throws `HandedOver` where other tables have
 * been put in place. Runs between batches, on the connection that writes.
 */
export async function tend(client: pg.Client, schema: string, held: Holdings): Promise<boolean> {
  const { rows } = await client.query<{ build: string; holder: number | null; living: number[] | null }>(
    `with seen as (
        insert into ${schema}.worker (number, name, seen_at) values ($2, $3, clock_timestamp())
        on conflict (number) do update set seen_at = clock_timestamp())
      select build, holder, (select array_agg(number) from (${livingSql(schema)}) as one) as living
      from ${schema}.checkpoint`,
    [workersKey(schema) >>> 0, held.number, `${hostname()} ${process.pid}`],
  );
  const [found] = rows;
  if (!found || found.build !== held.build) throw new HandedOver("other tables were put in place of those known here");
  const living = [...new Set([...(found.living ?? []), held.number])];
  const share = Math.ceil(shardCount / living.length);
  if (held.shards.size > share) await giveUp(client, schema, { held, share });
  const took = await takeShards(client, schema, { held, living, limit: share - held.shards.size });
  return (!held.spine && (await takeSpine(client, schema, { held, living }))) || took;
}

async function takeShards(
  client: pg.Client,
  schema: string,
  { held, living, limit }: { held: Holdings; living: readonly number[]; limit: number },
): Promise<boolean> {
  if (limit <= 0) return false;
  const { rows } = await client.query<{ n: number; epoch: bigint; behind: boolean; failure: ShardFailure | null }>(
    `update ${schema}.shard as mine set holder = $1, epoch = mine.epoch + 1
      from (select n from ${schema}.shard where holder is null or holder <> all($2::integer[])
        order by n limit $3 for update skip locked) as free
      where mine.n = free.n returning mine.n, mine.epoch, mine.through < mine.head as behind, mine.failure`,
    [held.number, living, limit],
  );
  for (const { n, epoch, behind, failure } of rows) {
    held.shards.set(n, { n, epoch, inStep: !behind, failure, untried: failure !== null });
  }
  return rows.length > 0;
}

async function takeSpine(
  client: pg.Client,
  schema: string,
  { held, living }: { held: Holdings; living: readonly number[] },
): Promise<boolean> {
  const { rows } = await client.query<{ epoch: bigint; position: bigint; public_count: bigint }>(
    `update ${schema}.checkpoint set holder = $1, epoch = epoch + 1
      where singleton in (select singleton from ${schema}.checkpoint
        where holder is null or holder <> all($2::integer[]) for update skip locked)
      returning epoch, position, public_count`,
    [held.number, living],
  );
  const [taken] = rows;
  if (taken) held.spine = { epoch: taken.epoch, position: taken.position, publicCount: taken.public_count };
  return taken !== undefined;
}

/**
 * Throws `HandedOver` where others hold what this worker took for its own, and `error` where it cannot be asked: what
 * went wrong before it is known whose the tables are says nothing about the events.
 */
export async function ensureHeld(
  { client, schema }: { client: pg.Client; schema: string },
  { number, build, spine, shards }: Holdings,
  error: Error,
): Promise<void> {
  const held = [...shards.values()];
  const { rows } = await client
    .query<{ build: string; spine: bigint | null; shards: number }>(
      `select build, case when holder = $1 then epoch end as spine, (
          select count(*)::integer from ${schema}.shard
          join unnest($2::integer[], $3::bigint[]) as given (n, epoch) using (n, epoch) where holder = $1) as shards
        from ${schema}.checkpoint`,
      [number, held.map(({ n }) => n), held.map(({ epoch }) => epoch.toString())],
    )
    .catch(() => {
      throw error;
    });
  const [now] = rows;
  if (now?.build === build && (!spine || now.spine === spine.epoch) && now.shards === held.length) return;
  throw new HandedOver("others hold by now what this worker took for its own");
}

/** The last ones first: whoever comes takes them at its next look. */
async function giveUp(
  client: pg.Client,
  schema: string,
  { held, share }: { held: Holdings; share: number },
): Promise<void> {
  const given = [...held.shards.keys()].toSorted((a, b) => a - b).slice(share);
  await client.query(`update ${schema}.shard set holder = null where n = any($1::integer[]) and holder = $2`, [
    given,
    held.number,
  ]);
  for (const n of given) held.shards.delete(n);
}

/** Everything is free for others at once, and not only when they notice that the session has ended. */
export async function leave(client: pg.Client, schema: string, { number }: Holdings): Promise<void> {
  await client.query(`update ${schema}.checkpoint set holder = null where holder = ${number}`);
  await client.query(`update ${schema}.shard set holder = null where holder = ${number}`);
  await client.query(`delete from ${schema}.worker where number = ${number}`);
}
