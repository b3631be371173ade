import { sql } from "kysely";
import { shardOf } from "../shards/shard-of.ts";
import { type Reading, ReadModelsNotReady } from "./reading.ts";

/**
 * A plan stands still: an event of its shard cannot be projected, and events of its own lie behind that. It can be
 * asked about at any moment up to `knownAt`; other plans go on.
 */
export class PlanStandsStill extends ReadModelsNotReady {
  readonly plan: string;
  readonly knownAt: string;

  constructor(plan: string, { at, knownAt }: { at: string; knownAt: string }) {
    super(`${plan} stands still since ${knownAt}: event ${at} of its shard cannot be projected`);
    this.name = "PlanStandsStill";
    this.plan = plan;
    this.knownAt = knownAt;
  }
}

/**
 * Makes sure that all of a plan that is known at a position is folded. Throws `PlanStandsStill`, or what makes the
 * reading be tried again where its shard is merely behind.
 */
export async function ensureFolded({ db, checkpoint }: Reading, plan: string, position: bigint): Promise<void> {
  const n = shardOf(plan);
  const failure = checkpoint.failures.find((one) => one.n === n);
  // A shard that is behind without standing still is what the checkpoint's position waits for.
  if (!failure) return;
  const pending = await db
    .selectFrom("plan_event")
    .innerJoin("shard", "shard.n", "plan_event.shard")
    .select("plan_event.position")
    .where("plan", "=", plan)
    .whereRef("position", ">", "shard.through")
    .where("position", "<=", position)
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
  if (!pending) return;
  const through = await db.selectFrom("shard").select(["through"]).where("n", "=", n).executeTakeFirstOrThrow();
  throw new PlanStandsStill(plan, { at: failure.event, knownAt: await instantAt(db, through.through) });
}

/**
 * Makes sure that no event of these plans known at a position is unread: a row of theirs might be wrong, or one might
 * be missing. Throws `PlanStandsStill`.
 */
export async function ensureRead(reading: Reading, plans: Iterable<string>, position: bigint): Promise<void> {
  const { db, checkpoint } = reading;
  if (checkpoint.failures.length === 0) return;
  const unread = await db
    .selectFrom("plan_event")
    .select(["plan", "id", "position"])
    .where("placed", "=", false)
    .where("position", "<=", position)
    .where(sql<boolean>`plan = any(${[...new Set(plans)]})`)
    .orderBy("position")
    .limit(1)
    .$narrowType<{ plan: string }>()
    .executeTakeFirst();
  if (!unread) return;
  throw new PlanStandsStill(unread.plan, { at: unread.id, knownAt: await instantAt(db, unread.position - 1n) });
}

/**
 * Makes sure that no event known at a position may add a plan to the list of plans or take one from it without having
 * been read, those `without` which the list is asked for apart. Throws `PlanStandsStill`.
 */
export async function ensureAdoptionsRead(
  reading: Reading,
  position: bigint,
  without: readonly string[],
): Promise<void> {
  const { db, checkpoint } = reading;
  if (checkpoint.failures.length === 0) return;
  const unread = await db
    .selectFrom("plan_event as unread")
    .select("plan")
    .where("placed", "=", false)
    .where("position", "<=", position)
    .where(
      sql<boolean>`(type = 'PlanAdopted' or exists (select from ${sql.table("plan_event")} as named
        where named.plan = unread.plan and named.type = 'PlanAdopted'
          and named.id::text = unread.meta->'replaces'->>'event'))`,
    )
    .$narrowType<{ plan: string }>()
    .execute();
  await ensureRead(
    reading,
    unread.map(({ plan }) => plan).filter((plan) => !without.includes(plan)),
    position,
  );
}

async function instantAt(db: Reading["db"], position: bigint): Promise<string> {
  const row = await db
    .selectFrom("plan_event")
    .select("recorded_at as recordedAt")
    .where("position", "<=", position)
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.recordedAt ?? "1970-01-01T00:00:00.000000Z";
}
