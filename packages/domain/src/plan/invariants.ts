import { type Day, yearOf } from "../time/day.ts";
import { allocatedUpTo, isOwnAccount, type PlanState } from "./plan-state.ts";
import { type Refusal, refusal } from "./refusal.ts";

/**
 * What must hold at the end of every day: no account of the plan below zero, no cell below zero, no project released
 * beyond what it was allocated up to that year. Checked per day, because a day's entries have no order in the world.
 * Source: the plan, chapter 5.3 and the funding table.
 */
export function invariants(state: PlanState, day: Day): readonly Refusal[] {
  return [...overdrawn(state, day), ...cellsBelowZero(state), ...overReleased(state, day)];
}

function overdrawn(state: PlanState, day: Day): readonly Refusal[] {
  return Object.entries(state.balances)
    .filter(([account, balance]) => balance < 0n && isOwnAccount(account))
    .map(([account, balance]) => refusal("overdrawn", { account, shortfall: -balance, date: day }, "amountFen"));
}

function cellsBelowZero(state: PlanState): readonly Refusal[] {
  return Object.entries(state.projects).flatMap(([project, { allocations }]) =>
    Object.entries(allocations)
      .filter(([, amount]) => amount < 0n)
      .map(([year, amount]) =>
        refusal("allocation-below-zero", { project, year: Number(year), shortfall: -amount }, "from"),
      ),
  );
}

function overReleased(state: PlanState, day: Day): readonly Refusal[] {
  const year = yearOf(day);
  return Object.entries(state.projects).flatMap(([project, it]) => {
    const allocated = allocatedUpTo(it, year);
    if (it.releasedFen <= allocated) return [];
    const shortfall = it.releasedFen - allocated;
    return [refusal("exceeds-allocation", { project, year, allocated, shortfall, date: day }, "amountFen")];
  });
}
