import { sql } from "kysely";
import type { Db } from "./queries.ts";
import type { ShardFailure } from "./tables.ts";

/** How far the tables are, as one snapshot shows it. */
export interface Checkpoint {
  readonly builtAs: string;
  /** Changes when the tables are replaced by others. */
  readonly build: string;
  /**
   * Everything up to here is in the tables, but for shards that stand still at an event that cannot be projected; their
   * plans are answered up to that event, and further where nothing of theirs has come since.
   */
  readonly position: bigint;
  readonly recordedAt: string;
  /** Position of the last row of `plan_event`: beyond `position` while a shard is behind. */
  readonly spine: bigint;
  readonly failures: readonly (ShardFailure & { readonly n: number })[];
}

export const epoch = "1970-01-01T00:00:00.000000Z";

interface Failed {
  readonly n: number;
  readonly failure: ShardFailure;
}

/** How far the tables are. Throws where they were never set up. */
export async function readCheckpoint(db: Db): Promise<Checkpoint> {
  const behind = db
    .selectFrom("shard")
    .select((eb) => eb.fn.min("through").as("through"))
    .whereRef("through", "<", "head");
  const row = await db
    .selectFrom("checkpoint")
    .select(["built_as as builtAs", "build", "position as spine", "recorded_at as recordedAt"])
    .select([
      behind.where("failure", "is", null).as("held"),
      db
        .selectFrom("shard")
        .select(sql<Failed[] | null>`json_agg(json_build_object('n', n, 'failure', failure) order by n)`.as("failed"))
        .where("failure", "is not", null)
        .as("failed"),
    ])
    .executeTakeFirstOrThrow();
  const { builtAs, build, spine, held } = row;
  const failures = (row.failed ?? []).map(({ n, failure }) => ({ ...failure, n }));
  if (held === null || held >= spine) {
    return { builtAs, build, spine, failures, position: spine, recordedAt: row.recordedAt };
  }
  const last = await db
    .selectFrom("plan_event")
    .select(["position", "recorded_at as recordedAt"])
    .where("position", "<=", held)
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return { builtAs, build, spine, failures, position: last?.position ?? 0n, recordedAt: last?.recordedAt ?? epoch };
}
