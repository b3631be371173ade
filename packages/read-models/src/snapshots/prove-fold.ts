import { knownAt } from "../database/known-at.ts";
import { orPoison, PoisonEvent } from "../projections/poison-event.ts";
import type { Writing } from "../projections/projection.ts";
import type { Append } from "../projections/recorded.ts";
import { everyDay, type PlanAt } from "./fold-plan.ts";
import { withMoney } from "./money-at.ts";
import type { Shelf } from "./shelf.ts";
import type { BareState } from "./state-codec.ts";

/** Money moves in a plan that was adopted, and for projects that it has. Throws `PoisonEvent`. */
export function proveMovements({ plan, events }: Append, shelf: Shelf): void {
  const moving = events.filter(({ moves }) => moves);
  if (moving.length === 0) return;
  const state = shelf.state();
  for (const { event } of moving) {
    orPoison(event, () => {
      if (!state) throw new Error(`${plan} has not been adopted`);
      const project = "project" in event.data ? event.data.project : null;
      if (project !== null && !state.projects[project]) throw new Error(`no project ${project} in ${plan}`);
    });
  }
}

/**
 * Nothing takes a project or a plan out of the record for which money has moved, as the transfers say that `earlier`
 * projections write. Throws `PoisonEvent`.
 */
export async function proveRemovals(
  writing: Writing,
  appends: readonly Append[],
  { plan, state, earlier }: { plan: string; state: BareState | null; earlier: Promise<unknown> },
): Promise<void> {
  const removal = appends
    .flatMap(({ events }) => events)
    .find(({ replaced }) => replaced?.type === "ProjectAdded" || replaced?.type === "PlanAdopted");
  if (!removal) return;
  await earlier;
  const at = { plan, asOf: everyDay, position: appends.at(-1)?.knownFrom ?? 0n };
  await (state ? withMoney(writing.db, at, state) : proveNoMoney(writing, at)).catch((error: unknown) => {
    throw error instanceof Error && "severity" in error ? error : new PoisonEvent(removal.event, error);
  });
}

async function proveNoMoney({ db }: Writing, { plan, position }: PlanAt): Promise<void> {
  const moved = await db
    .selectFrom("transfer")
    .select("event")
    .where("plan", "=", plan)
    .where(knownAt(position))
    .executeTakeFirst();
  if (moved) throw new Error(`${moved.event} moves money in ${plan}, which nobody adopted`);
}
