import { type Columns, writeRows } from "../database/write-rows.ts";
import type { PlanEventRow } from "../database/tables.ts";
import { PoisonEvent } from "./poison-event.ts";
import type { Writing } from "./projection.ts";

/** Counts what the rows of `plan_event` say, as the versions of projections do for theirs. */
export const planEventsVersion = 2;

const columns: Columns<PlanEventRow> = {
  position: "bigint",
  public_index: "bigint",
  id: "uuid",
  plan: "text",
  shard: "integer",
  revision: "integer",
  type: "text",
  occurred_on: "date",
  recorded_at: "timestamptz",
  data: "json",
  meta: "json",
  fact: "uuid",
  place: "bigint",
  settles: "uuid",
  projects: "text[]",
  moves: "boolean",
  placed: "boolean",
  replaced_at: "bigint",
  replaced_by: "uuid",
};

/** Every event with its place in the fold and its public index, in the order of the store. */
export function writePlanEvents(writing: Writing, rows: readonly PlanEventRow[]): void {
  writeRows(writing, { table: `${writing.schema}.plan_event`, columns }, rows);
}

/** What became of an event: since when it does not count, and by which it was replaced. */
export interface Replacement {
  readonly id: string;
  readonly at: bigint;
  readonly by: string;
}

export function markReplaced({ sends, schema }: Writing, replaced: readonly Replacement[]): void {
  if (replaced.length === 0) return;
  const query = {
    text: `update ${schema}.plan_event set replaced_at = given.at, replaced_by = given.by
      from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as given (id, at, by)
      where plan_event.id = given.id and (replaced_by is null or replaced_by = given.by)`,
    values: [replaced.map(({ id }) => id), replaced.map(({ at }) => at.toString()), replaced.map(({ by }) => by)],
  };
  sends.send(query, (found) => {
    if (found !== replaced.length) throw new Error(`${replaced.length} events to mark as replaced, ${found} found`);
  });
}

/** What a mended event needs: the columns that follow from its content. */
export function placeEvents({ sends, schema }: Writing, rows: readonly PlanEventRow[]): void {
  for (const row of rows) {
    const query = {
      text: `update ${schema}.plan_event set occurred_on = $2, fact = $3, place = $4, settles = $5, projects = $6,
        moves = $7, placed = true where position = $1 and not placed`,
      values: [row.position.toString(), row.occurred_on, row.fact, row.place.toString(), row.settles].concat([
        row.projects as never,
        row.moves as never,
      ]),
    };
    sends.send(query, (found) => {
      if (found !== 1) throw new Error(`${row.id} has a place already`);
    });
  }
}

/** Last revision of plans, to be forgotten when a batch is undone and when others may have written. */
export type Revisions = Map<string, number>;

const keptRevisions = 100_000;
/** Stands for the installation's own stream among the plans. No plan has such a slug. */
const installation = "/installation";

/**
 * Moves each plan's last revision on. A revision that does not follow is an event that the store has not shown: what
 * comes after it would get a wrong public index. `revisions` is what the one writer of the tables remembers of them.
 */
export async function advancePlans(
  { sends, schema }: Writing,
  rows: readonly PlanEventRow[],
  revisions: Revisions,
): Promise<void> {
  if (revisions.size > keptRevisions) revisions.clear();
  const slugs = [...new Set(rows.map(({ plan }) => plan ?? installation))];
  const unknown = slugs.filter((slug) => !revisions.has(slug));
  if (unknown.length > 0) {
    const { rows: before } = await sends.ask<{ slug: string; last_revision: number }>({
      name: `revisions ${schema}`,
      text: `select slug, last_revision from ${schema}.plan where slug = any($1::text[])`,
      values: [unknown],
    });
    for (const plan of before) revisions.set(plan.slug, plan.last_revision);
  }
  const last = new Map<string, { readonly revision: number; readonly position: bigint }>();
  for (const { id, type, plan: slug, revision, position } of rows) {
    const plan = slug ?? installation;
    const expected = (revisions.get(plan) ?? -1) + 1;
    if (revision !== expected) {
      throw new PoisonEvent(
        { id, type, position },
        new Error(`it is revision ${revision} where ${expected} should follow`),
      );
    }
    revisions.set(plan, revision);
    last.set(plan, { revision, position });
  }
  const moved = [...last.values()];
  sends.part(`${schema}.plan`, {
    name: `advance ${schema}`,
    text: `insert into ${schema}.plan (slug, last_revision, last_position)
      select * from unnest($1::text[], $2::integer[], $3::bigint[])
      on conflict (slug) do update
        set last_revision = excluded.last_revision, last_position = excluded.last_position`,
    values: [[...last.keys()], moved.map(({ revision }) => revision), moved.map(({ position }) => position.toString())],
  });
}
