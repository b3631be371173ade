import type pg from "pg";
import type { LastStatement } from "../database/one-statement.ts";
import type { ShardFailure } from "../database/tables.ts";
import type { Writing } from "../projections/projection.ts";
import { HandedOver } from "../shards/handed-over.ts";
import type { HeldShard, Holdings } from "../shards/membership.ts";
import { shardCount } from "../shards/shard-of.ts";
import type { ShardMove } from "./write-batch.ts";

/** Where the spine comes to with a batch. */
export interface SpineMove {
  readonly position: bigint;
  readonly recordedAt: string;
  readonly publicCount: bigint;
}

/** Position up to which everything is there, for those who listen; shards that stand still are not waited for. */
const settledSql = (schema: string, spine: string, moved: string): string => `
  least(${spine}, (select min(through) from (
    select n, through from ${moved} where through < head and failure is null
    union all select n, through from ${schema}.shard where through < head and failure is null
      and n not in (select n from ${moved})) as behind))`;

/**
 * Says how far the tables are, as the last statement of a batch's transaction, and only where this worker still holds
 * what it wrote to: a holder that was paused while another one took over finds another epoch here, and everything it
 * wrote is undone by the server itself, so that the commit need not wait for the answer. `last` sends it, answers up to
 * where everything is there, for those who wait, and throws `HandedOver`.
 */
export function moveSpine(
  { sends, schema }: Writing,
  { held, moves, to }: { held: Holdings; moves: readonly ShardMove[]; to: SpineMove },
): { readonly last: () => Promise<bigint> } {
  const { spine } = held;
  if (!spine) throw new HandedOver("this worker does not hold the spine");
  const shards = moves.map(({ n }) => n);
  // Two workers that lock several rows each do so in one order.
  if (held.shards.size < shardCount) {
    const text = `select from ${schema}.shard where n = any($1::integer[]) order by n for update`;
    sends.send({ text, values: [shards] });
  }
  const last: LastStatement = {
    name: `move spine ${schema}`,
    text: (parts, after) => `with ${parts}given as (
        select n, head, through, epoch, failure::json as failure
        from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
          as given (n, head, through, epoch, failure)
        where ${after}),
      moved as (
        update ${schema}.shard set head = given.head,
          through = case when given.through is not null then given.through
            when shard.through >= shard.head then $6::bigint else shard.through end,
          failure = coalesce(given.failure, shard.failure)
        from given where shard.n = given.n and (given.through is null
          or shard.holder = $7 and shard.epoch = given.epoch and shard.through >= shard.head)
        returning shard.n, shard.through, shard.head, shard.failure::text),
      spine as (
        update ${schema}.checkpoint set position = $8, recorded_at = $9, public_count = $10
        where holder = $7 and epoch = $11 and position = $6 and build = $12 returning position)
      select ${settledSql(schema, "$8::bigint", "moved")} / case
        when (select count(*) from spine) = 1 and (select count(*) from moved) = cardinality($1) then 1 else 0
        end as settled`,
    values: [
      shards,
      moves.map(({ head }) => `${head}`),
      moves.map(({ through }) => (through === null ? null : `${through}`)),
      shards.map((n) => held.shards.get(n)?.epoch.toString() ?? null),
      moves.map(({ failure }) => failure && JSON.stringify(failure)),
      `${spine.position}`,
      held.number,
      `${to.position}`,
      to.recordedAt,
      `${to.publicCount}`,
      `${spine.epoch}`,
      held.build,
    ],
  };
  return {
    last: async () => {
      const { rows } = await sends.askLast<{ settled: bigint }>(last).catch((error: unknown) => {
        throw error instanceof Error && "code" in error && error.code === divisionByZero
          ? handedOver(spine.position)
          : error;
      });
      return rows[0]?.settled ?? 0n;
    },
  };
}

/** How the statement says that something is not held any more; a count cannot fail otherwise. */
const divisionByZero = "22012";

/** As `moveSpine`, of shards alone. Answers where they stand now as well. */
export async function moveShards(
  client: pg.Client,
  schema: string,
  { held, moves }: { held: Holdings; moves: readonly (Pick<ShardMove, "n" | "failure"> & { through: bigint })[] },
): Promise<{ readonly settled: bigint; readonly moved: readonly Pick<HeldShard, "n" | "inStep" | "failure">[] }> {
  interface Moved {
    readonly n: number;
    readonly in_step: boolean;
    readonly failure: ShardFailure | null;
    readonly build: string;
    readonly settled: bigint;
  }
  const { rows } = await client.query<Moved>({
    name: `move shards ${schema}`,
    text: `with given as (
        select n, through, epoch, failure::json as failure
        from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::text[]) as given (n, through, epoch, failure)
        order by n),
      mine as (select shard.n from ${schema}.shard where n = any($1::integer[]) order by n for update),
      moved as (
        update ${schema}.shard set through = greatest(shard.through, given.through),
          failure = coalesce(given.failure, case when given.through < shard.head then shard.failure end)
        from given join mine using (n) where shard.n = given.n and shard.holder = $5 and shard.epoch = given.epoch
        returning shard.n, shard.through, shard.head, shard.failure::text)
      select n, through >= head as in_step, failure::json as failure,
        (select build from ${schema}.checkpoint) as build,
        ${settledSql(schema, `(select position from ${schema}.checkpoint)`, "moved")} as settled
      from moved`,
    values: [
      moves.map(({ n }) => n),
      moves.map(({ through }) => `${through}`),
      moves.map(({ n }) => held.shards.get(n)?.epoch.toString() ?? null),
      moves.map(({ failure }) => failure && JSON.stringify(failure)),
      held.number,
    ],
  });
  if (rows.length !== moves.length || rows.some(({ build }) => build !== held.build)) throw handedOver(null);
  return {
    settled: rows[0]?.settled ?? 0n,
    moved: rows.map(({ n, in_step: inStep, failure }) => ({ n, inStep, failure })),
  };
}

function handedOver(position: bigint | null): HandedOver {
  const where = position === null ? "a shard" : `the tables after ${position}`;
  return new HandedOver(`another worker writes ${where}, or other tables stand there`);
}
