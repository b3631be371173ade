import { sql } from "kysely";
import { knownAt, liveAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import { orPoison, PoisonEvent } from "../projections/poison-event.ts";
import type { Append, Recorded } from "../projections/recorded.ts";
import { everyDay, foldFrom, latestBase, type PlanAt } from "./fold-plan.ts";
import { withMoney } from "./money-at.ts";

/**
 * Makes sure that the plan can be folded with what the appends bring: an event that does not fit stops the projection
 * here, and not a reader later. Throws `PoisonEvent`.
 */
export async function proveFold(db: Db, plan: string, appends: readonly Append[]): Promise<void> {
  const events = appends.flatMap((append) => append.events);
  const position = appends.at(-1)?.knownFrom ?? 0n;
  const moving = events.filter(({ moves }) => moves);
  if (moving.length > 0) await proveProjects(db, { plan, position, moving });
  if (moving.length === events.length) return;
  const at = { plan, asOf: everyDay, position };
  const state = await foldFrom(db, at, { base: await latestBase(db, at) });
  const removal = events.find(({ replaced }) => replaced?.type === "ProjectAdded" || replaced?.type === "PlanAdopted");
  if (!removal) return;
  await (state ? withMoney(db, at, state) : proveNoMoney(db, at)).catch((error: unknown) => {
    throw new PoisonEvent(removal.event, error);
  });
}

async function proveNoMoney(db: Db, { plan, position }: PlanAt): Promise<void> {
  const moved = await db
    .selectFrom("transfer")
    .select("event")
    .where("plan", "=", plan)
    .where(knownAt(position))
    .executeTakeFirst();
  if (moved) throw new Error(`${moved.event} moves money in ${plan}, which nobody adopted`);
}

/** Money moves in a plan that was adopted, and for projects that it has. */
async function proveProjects(
  db: Db,
  { plan, position, moving }: { plan: string; position: bigint; moving: readonly Recorded[] },
): Promise<void> {
  const rows = await db
    .selectFrom("plan_event")
    .select(["type", sql<string | null>`data ->> 'project'`.as("project")])
    .where("plan", "=", plan)
    .where("moves", "=", false)
    .where("type", "in", ["PlanAdopted", "ProjectAdded"])
    .where(liveAt(position))
    .execute();
  const projects = new Set(rows.map((row) => row.project));
  for (const { event } of moving) {
    orPoison(event, () => {
      if (!rows.some(({ type }) => type === "PlanAdopted")) throw new Error(`${plan} has not been adopted`);
      const project = "project" in event.data ? event.data.project : null;
      if (project !== null && !projects.has(project)) throw new Error(`no project ${project} in ${plan}`);
    });
  }
}
