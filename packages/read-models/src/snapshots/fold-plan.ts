import { evolve, type LiveEvent, type PlanState } from "@mingzhang/domain";
import { type EventColumns, eventOfRow } from "../database/event-of-row.ts";
import { knownAt, liveAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { PlanEventRow } from "../database/tables.ts";
import { orPoison } from "../projections/poison-event.ts";
import { type PlanAt, settledLines } from "./settled-lines.ts";
import { type BareState, readState } from "./state-codec.ts";

/** Where a fold goes on from: the state after all that occurred up to a day. */
export interface Base {
  readonly throughOn: string;
  readonly state: BareState;
}

/** The latest snapshot that holds for the day as known at the position; null where there is none. */
export async function latestBase(db: Db, { plan, asOf, position }: PlanAt): Promise<Base | null> {
  const row = await db
    .selectFrom("plan_snapshot")
    .select(["through_on", "state"])
    .where("plan", "=", plan)
    .where("through_on", "<=", asOf)
    .where(knownAt(position))
    .orderBy("through_on", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { throughOn: row.through_on, state: readState(row.state) } : null;
}

export interface FoldOptions {
  readonly base: Base | null;
  /** Called after the last event of each day with the number of events folded so far. */
  readonly dayEnd?: (state: PlanState, day: string, folded: number) => void;
}

/**
 * The state of a plan, folded from a base on: the plain fold, with everything up to the base taken from it. Null where
 * the plan does not exist. Of the transfers it holds only those that the fold met.
 */
export async function foldFrom(db: Db, at: PlanAt, { base, dayEnd }: FoldOptions): Promise<PlanState | null> {
  const rows = await timelineRows(db, at, base?.throughOn ?? null);
  let state = base && { ...base.state, transfers: { base: await settledBefore(db, rows, { base, at }) } };
  for (const [index, row] of rows.entries()) {
    const live = liveOf(row);
    const before: PlanState | null = state;
    state = orPoison(live.event, () => evolve(before, live)) as typeof state;
    const next = rows[index + 1];
    if (state && next?.occurred_on !== row.occurred_on) dayEnd?.(state, row.occurred_on, index + 1);
  }
  return state;
}

type TimelineRow = EventColumns & Pick<PlanEventRow, "occurred_on" | "fact" | "place" | "settles">;

/** Events that count at the moment and occurred after a day, in the order of the fold. */
export async function timelineRows(db: Db, at: PlanAt, after: string | null): Promise<readonly TimelineRow[]> {
  return db
    .selectFrom("plan_event")
    .select(["id", "type", "data", "meta", "plan", "revision", "position", "recorded_at"])
    .select(["occurred_on", "fact", "place", "settles"])
    .where("plan", "=", at.plan)
    .where("occurred_on", ">", after ?? "-infinity")
    .where("occurred_on", "<=", at.asOf)
    .where(liveAt(at.position))
    .orderBy("occurred_on")
    .orderBy("place")
    .execute();
}

/** The one reference that an event may hold was resolved when it was projected. */
function liveOf(row: TimelineRow): LiveEvent {
  return { event: eventOfRow(row), fact: row.fact, place: row.place, resolve: (id) => row.settles ?? id };
}

/** The lines that the rows settle and that were there before them. */
async function settledBefore(
  db: Db,
  rows: readonly TimelineRow[],
  { base, at }: { base: Base; at: PlanAt },
): Promise<PlanState["transfers"][string]> {
  const own = new Set(rows.map(({ fact }) => fact));
  const facts = new Set(rows.flatMap(({ settles }) => (settles !== null && !own.has(settles) ? [settles] : [])));
  return settledLines(db, { ...at, asOf: base.throughOn }, [...facts]);
}
