import { evolve, type LiveEvent, type PlanState } from "@mingzhang/domain";
import { type EventColumns, planEventOfRow } from "../database/event-of-row.ts";
import { knownAt, liveAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { PlanEventRow } from "../database/tables.ts";
import { orPoison } from "../projections/poison-event.ts";
import { type BareState, readState } from "./state-codec.ts";

/** A plan on a day, as known at a position. */
export interface PlanAt {
  readonly plan: string;
  readonly asOf: string;
  readonly position: bigint;
}

/** Later than every day: `asOf` of a view that leaves nothing out. */
export const everyDay = "9999-12-31";

/** Where a fold goes on from: the state after all that occurred up to a day, money left out. */
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
  readonly dayEnd?: (state: BareState, day: string, folded: number) => void;
}

/**
 * The state of a plan without its money, folded from a base on by the domain's own fold. Null where the plan does not
 * exist. Most events of a plan move money; these are left to `moneyAt`, which sums rows.
 */
export async function foldFrom(db: Db, at: PlanAt, { base, dayEnd }: FoldOptions): Promise<BareState | null> {
  const rows = await timeline(db, at)
    .where("moves", "=", false)
    .where("occurred_on", ">", base?.throughOn ?? "-infinity")
    .execute();
  let state: PlanState | null = base && { ...base.state, transfers: {} };
  for (const [index, row] of rows.entries()) {
    const before: PlanState | null = state;
    const live = liveOf(row);
    const next: PlanState = orPoison(live.event, () => evolve(before, live));
    if (rows[index + 1]?.occurred_on !== row.occurred_on) dayEnd?.(next, row.occurred_on, index + 1);
    state = next;
  }
  return state;
}

/** Events that count at the moment, in the order of the fold. */
export function timeline(db: Db, at: PlanAt) {
  return db
    .selectFrom("plan_event")
    .select(["id", "type", "data", "meta", "plan", "revision", "position", "recorded_at"])
    .select(["occurred_on", "fact", "place"])
    .where("plan", "=", at.plan)
    .where("occurred_on", "<=", at.asOf)
    .where(liveAt(at.position))
    .orderBy("occurred_on")
    .orderBy("place");
}

export function liveOf(row: EventColumns & Pick<PlanEventRow, "fact" | "place">): LiveEvent {
  // Only events that move money name others.
  return { event: planEventOfRow(row), fact: row.fact, place: row.place, resolve: (id) => id };
}
