import type { Db } from "../database/queries.ts";
import { liveAt } from "../database/known-at.ts";
import type { Projection } from "../projections/projection.ts";
import type { Append } from "../projections/recorded.ts";
import { type Base, type FoldOptions, foldFrom, latestBase } from "./fold-plan.ts";
import { writeState } from "./state-codec.ts";

/** Larger than every day. */
const everyDay = "9999-12-31";
/** How closely snapshots lie, and what they may cost. */
export interface SnapshotPolicy {
  /** Events from one snapshot to the next: a view folds a small multiple of it. */
  readonly every: number;
  /** What one recorded event pays for: so many events folded anew, over the life of a plan. */
  readonly creditPerEvent: bigint;
}

/**
 * Folds up to certain days, each as it was known for a range of positions, so that a view costs the events since the
 * last of them. An event closes those that reach its day or further, and no other. Where too many events lie behind
 * the last one that still holds, the missing ones are made.
 *
 * That is decided append by append, from the events alone: the same tables come about in whatever batches events
 * arrive. Many entries in the past, one after another, do not fold everything each time: they draw on a credit.
 *
 * `version` also stands for the domain's fold: what changes a folded state must raise it.
 */
export function snapshots(policy: SnapshotPolicy): Projection {
  return {
    name: "snapshots",
    version: 1,
    async project(db, appends) {
      const plans = new Map<string, Append[]>();
      for (const append of appends) plans.set(append.plan, [...(plans.get(append.plan) ?? []), append]);
      for (const [plan, own] of plans) await projectPlan(db, plan, { appends: own, policy });
    },
  };
}

async function projectPlan(
  db: Db,
  plan: string,
  { appends, policy: { every, creditPerEvent } }: { appends: readonly Append[]; policy: SnapshotPolicy },
): Promise<void> {
  const shelf = await loadShelf(db, plan, appends);
  for (const append of appends) {
    await closeFrom(db, shelf, append);
    count(shelf, append);
    shelf.credit += creditPerEvent * BigInt(append.events.length);
    const loose = looseEvents(shelf);
    if (loose >= 2 * every && shelf.credit >= loose) {
      await makeMissing(db, shelf, { position: append.knownFrom, every });
      shelf.credit -= BigInt(loose);
    }
  }
  await db.updateTable("plan").set({ refold_credit: shelf.credit }).where("slug", "=", plan).execute();
  await proveFold(db, shelf.plan, appends.at(-1)?.knownFrom ?? 0n);
}

/** What is known of a plan's snapshots while its appends are projected. */
interface Shelf {
  readonly plan: string;
  credit: bigint;
  /** Days of the snapshots that hold now, in order. */
  days: string[];
  /** Events that count now, by day: those after the first day that the appends leave alone. */
  readonly counts: Map<string, number>;
}

async function loadShelf(db: Db, plan: string, appends: readonly Append[]): Promise<Shelf> {
  const row = await db.selectFrom("plan").select("refold_credit").where("slug", "=", plan).executeTakeFirstOrThrow();
  const held = await db
    .selectFrom("plan_snapshot")
    .select("through_on")
    .where("plan", "=", plan)
    .where("known_to", "is", null)
    .orderBy("through_on")
    .execute();
  const days = held.map(({ through_on }) => through_on);
  const first = appends.map(firstDay).reduce((a, b) => (a < b ? a : b));
  const position = (appends[0]?.events[0]?.event.position ?? 0n) - 1n;
  const counts = await db
    .selectFrom("plan_event")
    .select(["occurred_on", (eb) => eb.fn.countAll<bigint>().as("events")])
    .where("plan", "=", plan)
    .where("occurred_on", ">", days.findLast((day) => day < first) ?? "-infinity")
    .where(liveAt(position))
    .groupBy("occurred_on")
    .execute();
  return {
    plan,
    credit: row.refold_credit,
    days,
    counts: new Map(counts.map(({ occurred_on, events }) => [occurred_on, Number(events)])),
  };
}

/** The first day whose view the append changes. */
function firstDay({ events }: Append): string {
  const days = events.flatMap(({ event, replaced }) => [event.occurredOn, ...(replaced ? [replaced.occurredOn] : [])]);
  return days.reduce((a, b) => (a < b ? a : b));
}

async function closeFrom(db: Db, shelf: Shelf, append: Append): Promise<void> {
  const day = firstDay(append);
  const kept = shelf.days.filter((one) => one < day);
  if (kept.length === shelf.days.length) return;
  await db
    .updateTable("plan_snapshot")
    .set({ known_to: append.knownFrom })
    .where("plan", "=", shelf.plan)
    .where("through_on", ">=", day)
    .where("known_to", "is", null)
    .execute();
  shelf.days = kept;
}

function count({ counts }: Shelf, { events }: Append): void {
  const add = (day: string, by: number) => counts.set(day, (counts.get(day) ?? 0) + by);
  for (const { event, replaced } of events) {
    if (event.type !== "RecordVoided") add(event.occurredOn, 1);
    if (replaced && replaced.type !== "RecordVoided") add(replaced.occurredOn, -1);
  }
}

/** Events behind the last snapshot that one could be made for: those of the very last day may not be the last yet. */
function looseEvents({ counts, days }: Shelf): number {
  const base = days.at(-1) ?? "";
  const open = [...counts].filter(([day, events]) => day > base && events > 0);
  const last = open.reduce((latest, [day]) => (day > latest ? day : latest), "");
  return open.reduce((sum, [day, events]) => (day < last ? sum + events : sum), 0);
}

async function makeMissing(
  db: Db,
  shelf: Shelf,
  { position, every }: { position: bigint; every: number },
): Promise<void> {
  const at = { plan: shelf.plan, asOf: everyDay, position };
  const made: (Base & { readonly folded: number })[] = [];
  let pending: (Base & { readonly folded: number }) | null = null;
  const dayEnd: FoldOptions["dayEnd"] = (state, throughOn, folded) => {
    if (pending) made.push(pending);
    pending = folded - (made.at(-1)?.folded ?? 0) >= every ? { throughOn, state, folded } : null;
  };
  await foldFrom(db, at, { base: await latestBase(db, at), dayEnd });
  for (const { throughOn, state } of made) {
    const row = { plan: shelf.plan, through_on: throughOn, known_from: position, known_to: null };
    await db
      .insertInto("plan_snapshot")
      .values({ ...row, state: writeState(state) })
      .execute();
    shelf.days.push(throughOn);
  }
}

/** An event that cannot be folded stops the projection here, and not a reader later. */
async function proveFold(db: Db, plan: string, position: bigint): Promise<void> {
  const at = { plan, asOf: everyDay, position };
  await foldFrom(db, at, { base: await latestBase(db, at) });
}
