import { sql, type SqlBool } from "kysely";
import { type EventColumns, eventOfRow } from "../database/event-of-row.ts";
import type { Db } from "../database/queries.ts";
import type { PlanEventRow } from "../database/tables.ts";
import type { EventFilter, EventRow, Page, Paged, ResolvedMoment } from "../contract.ts";
import { positionForm, readCursor, writeCursor } from "./cursor.ts";
import { checkFirst, pageOf } from "./page.ts";

type Found = EventColumns & Pick<PlanEventRow, "public_index" | "replaced_at" | "replaced_by">;
type At = Pick<ResolvedMoment, "asOf" | "position">;

/** Newest recorded first, those that were replaced included. */
export async function readEvents(
  db: Db,
  slug: string,
  { moment, query }: { moment: ResolvedMoment; query: EventFilter & Page },
): Promise<Paged<EventRow>> {
  checkFirst(query.first);
  const { project, type, after, first } = query;
  const matching = known(db, moment)
    .where("plan", "=", slug)
    .$if(typeof project === "string", (rest) => rest.where(sql<SqlBool>`${project} = any(projects)`))
    .$if(typeof type === "string", (rest) => rest.where("type", "=", type ?? ""));
  const { count } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .executeTakeFirstOrThrow();
  const [last] = typeof after === "string" ? readCursor(after, [positionForm]) : [];
  const rows = await matching
    .$if(last !== undefined, (rest) => rest.where("position", "<", BigInt(last ?? 0)))
    .orderBy("position", "desc")
    .limit(first + 1)
    .execute();
  return pageOf(
    rows,
    { first, totalCount: Number(count) },
    { cursor: ({ position }) => writeCursor(position), node: (row) => rowAt(row, moment) },
  );
}

export async function readEvent(db: Db, id: string, moment: ResolvedMoment): Promise<EventRow | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
  const row = await known(db, moment).where("id", "=", id.toLowerCase()).executeTakeFirst();
  return row ? rowAt(row, moment) : null;
}

export async function readEntry(db: Db, index: bigint, moment: ResolvedMoment): Promise<EventRow | null> {
  if (index < 0n || index > maxIndex) return null;
  const row = await known(db, moment).where("public_index", "=", index).executeTakeFirst();
  return row ? rowAt(row, moment) : null;
}

const maxIndex = 2n ** 63n - 1n;

export async function readEntries(
  db: Db,
  moment: ResolvedMoment,
  query: { plan?: string | null; from?: bigint; newest?: boolean; limit: number },
): Promise<readonly EventRow[]> {
  const { plan, from, newest = false, limit } = query;
  checkFirst(limit);
  const rows = await known(db, moment)
    .$if(typeof plan === "string", (rest) => rest.where("plan", "=", plan ?? ""))
    .$if(from !== undefined, (rest) => rest.where("public_index", newest ? "<=" : ">=", from ?? 0n))
    .orderBy("public_index", newest ? "desc" : "asc")
    .limit(limit)
    .execute();
  return rows.map((row) => rowAt(row, moment));
}

/** Events after a position in the order of the store, as they stand now. */
export async function eventsAfter(db: Db, position: bigint, limit: number): Promise<readonly EventRow[]> {
  const rows = await columns(db).where("position", ">", position).orderBy("position").limit(limit).execute();
  return rows.map((row) => rowAt(row, null));
}

function columns(db: Db) {
  return db
    .selectFrom("plan_event")
    .select(["id", "type", "data", "meta", "plan", "revision", "position", "recorded_at"])
    .select(["public_index", "replaced_at", "replaced_by"]);
}

/** What was recorded by the moment and occurred up to its day, whatever became of it. */
function known(db: Db, { asOf, position }: At) {
  return columns(db).where("occurred_on", "<=", asOf).where("position", "<=", position);
}

function rowAt(row: Found, moment: At | null): EventRow {
  const replaced = row.replaced_at !== null && (moment === null || row.replaced_at <= moment.position);
  return { event: eventOfRow(row), publicIndex: row.public_index, replacedBy: replaced ? row.replaced_by : null };
}
