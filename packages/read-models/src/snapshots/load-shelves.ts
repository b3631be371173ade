import type { LiveEvent } from "@mingzhang/domain";
import type { Writing } from "../projections/projection.ts";
import { grouped } from "../database/grouped.ts";
import type { EventColumns } from "../database/event-of-row.ts";
import type { PlanEventRow } from "../database/tables.ts";
import { type Base, liveOf } from "./fold-plan.ts";
import { Shelf } from "./shelf.ts";
import { readState } from "./state-codec.ts";

/** A plan, and the position up to which its rows count. */
export interface PlanUpTo {
  readonly plan: string;
  readonly position: bigint;
}

/** What the tables hold of some plans' folds, in three queries for all of them. */
export async function loadShelves({ sends, schema }: Writing, wanted: readonly PlanUpTo[]): Promise<readonly Shelf[]> {
  if (wanted.length === 0) return [];
  const plans = wanted.map(({ plan }) => plan);
  const ask = async <R extends object>(text: string, values: readonly unknown[]): Promise<readonly R[]> =>
    (await sends.ask<R>({ text, values: [...values] })).rows;
  const folds = await ask<{ plan: string; refolded: bigint }>(
    `select plan, refolded from ${schema}.plan_fold where plan = any($1::text[])`,
    [plans],
  );
  const held = await ask<{ plan: string; through_on: string; state: string | null }>(
    `select plan, through_on, case when through_on = max(through_on) over (partition by plan) then state end as state
      from ${schema}.plan_snapshot where plan = any($1::text[]) and known_to is null order by plan, through_on`,
    [plans],
  );
  const snapshots = grouped(held, ({ plan }) => plan);
  const bases = new Map(plans.map((plan) => [plan, baseOf(snapshots.get(plan)?.at(-1))]));
  const rows = await ask<EventColumns & Pick<PlanEventRow, "fact" | "place">>(
    `select id, type, data, meta, e.plan, revision, e.position, recorded_at, fact, place
      from unnest($1::text[], $2::bigint[], $3::date[]) as given (plan, position, base)
      join ${schema}.plan_event e on e.plan = given.plan and not e.moves and e.occurred_on > given.base
        and e.position <= given.position and (e.replaced_at is null or e.replaced_at > given.position)
        and e.type <> 'RecordVoided'
      order by e.plan, e.occurred_on, e.place`,
    [plans, wanted.map((one) => `${one.position}`), plans.map((plan) => bases.get(plan)?.throughOn ?? "-infinity")],
  );
  const events = grouped(rows, ({ plan }) => plan);
  const refolded = new Map(folds.map((row) => [row.plan, row.refolded]));
  return plans.map((plan) => {
    const live: LiveEvent[] = (events.get(plan) ?? []).map(liveOf);
    const days = (snapshots.get(plan) ?? []).map(({ through_on: day }) => day);
    return new Shelf(plan, { refolded: refolded.get(plan) ?? 0n, days, base: bases.get(plan) ?? null, events: live });
  });
}

function baseOf(row: { through_on: string; state: string | null } | undefined): Base | null {
  return row?.state ? { throughOn: row.through_on, state: readState(row.state) } : null;
}
