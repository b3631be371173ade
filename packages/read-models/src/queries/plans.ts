import { type LiveEvent, stateHash, viewOf } from "@mingzhang/domain";
import { planEventOfRow } from "../database/event-of-row.ts";
import { liveAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { PlanReplay, ResolvedMoment } from "../contract.ts";
import { type Base, foldFrom, latestBase, timeline } from "../snapshots/fold-plan.ts";
import { withMoney } from "../snapshots/money-at.ts";

export async function readPlanSlugs(db: Db, { asOf, position }: ResolvedMoment): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("plan_event")
    .select("plan")
    .where("type", "=", "PlanAdopted")
    .where("occurred_on", "<=", asOf)
    .where(liveAt(position))
    .orderBy("plan")
    .$narrowType<{ plan: string }>()
    .execute();
  return rows.map(({ plan }) => plan);
}

/** Position of the plan's last event known at the position; null where there is none. */
export async function lastPosition(db: Db, slug: string, position: bigint): Promise<bigint | null> {
  const row = await db
    .selectFrom("plan_event")
    .select("position")
    .where("plan", "=", slug)
    .where("position", "<=", position)
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? null;
}

/** A view without the moment at which it was asked for. */
export type PlanAnswer = Omit<PlanReplay, "moment">;

/** The view of a plan: folded from the latest snapshot that holds, money added. Null where it does not exist. */
export async function readPlan(
  db: Db,
  slug: string,
  { asOf, position, snapshots }: { asOf: string; position: bigint; snapshots: boolean },
): Promise<PlanAnswer | null> {
  const at = { plan: slug, asOf, position };
  const base: Base | null = snapshots ? await latestBase(db, at) : null;
  const folded = await foldFrom(db, at, { base });
  if (!folded) return null;
  const state = await withMoney(db, at, folded);
  const view = viewOf({ ...state, transfers: {} }, asOf);
  return { view, position, stateHash: stateHash(view) };
}

/** Events that count at the moment in fold order, each of which can resolve every id of the plan known then. */
export async function readLiveEvents(
  db: Db,
  slug: string,
  { asOf, position }: ResolvedMoment,
): Promise<readonly LiveEvent[]> {
  const corrections = await db
    .selectFrom("plan_event")
    .select(["id", "fact"])
    .where("plan", "=", slug)
    .where("position", "<=", position)
    .whereRef("fact", "<>", "id")
    .execute();
  const facts = new Map(corrections.map(({ id, fact }) => [id, fact]));
  const resolve = (id: string): string => facts.get(id) ?? id;
  const rows = await timeline(db, { plan: slug, asOf, position }).execute();
  return rows.map((row) => ({ event: planEventOfRow(row), fact: row.fact, place: row.place, resolve }));
}
