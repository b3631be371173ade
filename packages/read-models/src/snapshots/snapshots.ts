import type { Db } from "../database/queries.ts";
import { liveAt } from "../database/known-at.ts";
import type { Projection } from "../projections/projection.ts";
import type { Append } from "../projections/recorded.ts";
import { type Base, everyDay, type FoldOptions, foldFrom, latestBase } from "./fold-plan.ts";
import { proveFold } from "./prove-fold.ts";
import { writeState } from "./state-codec.ts";

/** How closely snapshots lie, and what they may cost. */
export interface SnapshotPolicy {
  /** Events from one snapshot to the next: a view folds a small multiple of it. */
  readonly every: number;
  /** What one recorded event pays for: so many events folded anew, over the life of a plan. */
  readonly creditPerEvent: bigint;
}

/**
 * Folds up to certain days, each as it was known for a range of positions, so that a view costs the events since the
 * last of them; money is summed beside them. An event closes those that reach its day or further, and no other. Where
 * too many events lie behind the last one that still holds, the missing ones are made.
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
      for (const [plan, own] of plans) {
        await projectPlan(db, plan, { appends: own, policy });
        await proveFold(db, plan, own);
      }
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
    const changes = changesOf(append);
    await closeFrom(db, shelf, { day: firstDay(changes), position: append.knownFrom });
    for (const { day, by } of changes) shelf.counts.set(day, (shelf.counts.get(day) ?? 0) + by);
    shelf.credit += creditPerEvent * BigInt(append.events.length);
    const loose = changes.length === 0 ? 0 : looseEvents(shelf);
    if (loose >= 2 * every && shelf.credit >= loose) {
      await makeMissing(db, shelf, { position: append.knownFrom, every });
      shelf.credit -= BigInt(loose);
    }
  }
  await db.updateTable("plan").set({ refold_credit: shelf.credit }).where("slug", "=", plan).execute();
}

/** By how much the events of a day that are folded become more or fewer. */
interface Change {
  readonly day: string;
  readonly by: 1 | -1;
}

function changesOf({ events }: Append): readonly Change[] {
  const folded = (one: { moves: boolean }, type: string): boolean => !one.moves && type !== "RecordVoided";
  return events.flatMap((recorded): Change[] => {
    const { event, replaced } = recorded;
    const own = folded(recorded, event.type) ? [{ day: event.occurredOn, by: 1 } as const] : [];
    const gone = replaced && folded(replaced, replaced.type) ? [{ day: replaced.occurredOn, by: -1 } as const] : [];
    return [...own, ...gone];
  });
}

/** The first day whose fold changes; null where none does. */
function firstDay(changes: readonly Change[]): string | null {
  return changes.reduce<string | null>((first, { day }) => (first === null || day < first ? day : first), null);
}

/** What is known of a plan's snapshots while its appends are projected. */
interface Shelf {
  readonly plan: string;
  credit: bigint;
  /** Days of the snapshots that hold now, in order. */
  days: string[];
  /** Events that are folded now, by day: those after the last snapshot that the appends leave alone. */
  readonly counts: Map<string, number>;
}

async function loadShelf(db: Db, plan: string, appends: readonly Append[]): Promise<Shelf> {
  const row = await db.selectFrom("plan").select("refold_credit").where("slug", "=", plan).executeTakeFirstOrThrow();
  const first = firstDay(appends.flatMap(changesOf));
  const shelf: Shelf = { plan, credit: row.refold_credit, days: [], counts: new Map() };
  if (first === null) return shelf;
  const held = await db
    .selectFrom("plan_snapshot")
    .select("through_on")
    .where("plan", "=", plan)
    .where("known_to", "is", null)
    .orderBy("through_on")
    .execute();
  shelf.days = held.map(({ through_on }) => through_on);
  const position = (appends[0]?.events[0]?.event.position ?? 0n) - 1n;
  const counts = await db
    .selectFrom("plan_event")
    .select(["occurred_on", (eb) => eb.fn.countAll<bigint>().as("events")])
    .where("plan", "=", plan)
    .where("moves", "=", false)
    .where("occurred_on", ">", shelf.days.findLast((day) => day < first) ?? "-infinity")
    .where(liveAt(position))
    .groupBy("occurred_on")
    .execute();
  for (const { occurred_on, events } of counts) shelf.counts.set(occurred_on, Number(events));
  return shelf;
}

async function closeFrom(
  db: Db,
  shelf: Shelf,
  { day, position }: { day: string | null; position: bigint },
): Promise<void> {
  const kept = shelf.days.filter((one) => day === null || one < day);
  if (day === null || kept.length === shelf.days.length) return;
  await db
    .updateTable("plan_snapshot")
    .set({ known_to: position })
    .where("plan", "=", shelf.plan)
    .where("through_on", ">=", day)
    .where("known_to", "is", null)
    .execute();
  shelf.days = kept;
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
