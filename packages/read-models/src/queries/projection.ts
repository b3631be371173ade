import type { Projection } from "../contract.ts";
import type { Reading } from "./reading.ts";

/** A worker that was heard of in the last minute is shown. */
const shownFor = 60_000;

export async function readProjection({ db, checkpoint }: Reading): Promise<Projection> {
  const rows = await db.selectFrom("shard").selectAll().orderBy("n").execute();
  const workers = await db.selectFrom("worker").select(["name", "seen_at"]).orderBy("name").execute();
  const recent = new Date(Date.now() - shownFor).toISOString();
  return {
    position: checkpoint.position,
    recordedAt: checkpoint.recordedAt,
    shards: rows.map(({ n, head, through, failure, holder }) => ({
      shard: n,
      position: through < head ? through : checkpoint.position,
      pending: through < head,
      holder,
      failure: failure && { ...failure, position: BigInt(failure.position) },
    })),
    workers: workers.filter(({ seen_at: seen }) => seen > recent).map(({ name }) => name),
  };
}
