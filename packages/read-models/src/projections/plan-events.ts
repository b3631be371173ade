import type { Db } from "../database/queries.ts";
import { inChunks } from "../database/in-chunks.ts";
import type { PlanEventRow } from "../database/tables.ts";
import { PoisonEvent } from "./poison-event.ts";
import type { Append, Recorded } from "./recorded.ts";
import type { Projection } from "./projection.ts";

/** Every event with its place in the fold and its public index; of a replaced one, since when and by which. */
export const planEvents: Projection = {
  name: "plan-events",
  version: 1,
  async project(db, appends) {
    const events = appends.flatMap(({ events: own }) => own);
    await advancePlans(db, events);
    await inChunks(events.map(rowOf), (rows) => db.insertInto("plan_event").values(rows).execute());
    await markReplaced(db, appends);
  },
};

function rowOf({ event, data, meta, publicIndex, fact, place, settles, projects, moves }: Recorded): PlanEventRow {
  return {
    position: event.position,
    public_index: publicIndex,
    id: event.id,
    plan: event.plan,
    revision: event.revision,
    type: event.type,
    occurred_on: event.occurredOn,
    recorded_at: event.recordedAt,
    data,
    meta,
    fact,
    place,
    settles,
    projects,
    moves,
    replaced_at: null,
    replaced_by: null,
  };
}

async function markReplaced(db: Db, appends: readonly Append[]): Promise<void> {
  for (const { events, knownFrom } of appends) {
    for (const { event, replaced } of events) {
      if (!replaced) continue;
      const { numUpdatedRows } = await db
        .updateTable("plan_event")
        .set({ replaced_at: knownFrom, replaced_by: event.id })
        .where("id", "=", replaced.id)
        .where("position", "<", events[0]?.event.position ?? 0n)
        .where("replaced_at", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) {
        throw new PoisonEvent(event, new Error(`it replaces ${replaced.id}, which does not count any more`));
      }
    }
  }
}

/** Moves each plan's last revision on. A revision that does not follow is an event that the store has not shown. */
async function advancePlans(db: Db, events: readonly Recorded[]): Promise<void> {
  const slugs = [...new Set(events.map(({ event }) => event.plan))];
  if (slugs.length === 0) return;
  const before = await db.selectFrom("plan").select(["slug", "last_revision"]).where("slug", "in", slugs).execute();
  const last = new Map(before.map((plan) => [plan.slug, { revision: plan.last_revision, position: 0n }]));
  for (const { event } of events) {
    const expected = (last.get(event.plan)?.revision ?? -1) + 1;
    if (event.revision !== expected) {
      throw new PoisonEvent(event, new Error(`it is revision ${event.revision} where ${expected} should follow`));
    }
    last.set(event.plan, { revision: event.revision, position: event.position });
  }
  const rows = [...last].map(([slug, { revision, position }]) => ({
    slug,
    last_revision: revision,
    last_position: position,
    refold_credit: 0n,
  }));
  await db
    .insertInto("plan")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("slug").doUpdateSet((eb) => ({
        last_revision: eb.ref("excluded.last_revision"),
        last_position: eb.ref("excluded.last_position"),
      })),
    )
    .execute();
}
