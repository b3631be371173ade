import type { InstallationEvent, PlanEvent, RecordedEvent } from "@mingzhang/domain";
import { sql, type SqlBool } from "kysely";
import { type EventColumns, eventOfRow, planEventOfRow } from "../database/event-of-row.ts";
import { anyOf } from "../database/any-of.ts";
import type { Db } from "../database/queries.ts";
import type { PlanEventRow } from "../database/tables.ts";
import type { EventFilter, EventRow, Page, Paged, ResolvedMoment } from "../contract.ts";
import { positionForm, readCursor, writeCursor } from "./cursor.ts";
import { checkFirst, pageOf } from "./page.ts";
import type { Reading } from "./reading.ts";
import { ensureRead } from "./standing.ts";

type Found = EventColumns & Pick<PlanEventRow, "public_index" | "replaced_at" | "replaced_by" | "placed">;
type At = Pick<ResolvedMoment, "asOf" | "position">;

/** Newest recorded first, those that were replaced included. */
export async function readEvents(
  reading: Reading,
  slug: string,
  { moment, query }: { moment: ResolvedMoment; query: EventFilter & Page },
): Promise<Paged<EventRow<PlanEvent>>> {
  checkFirst(query.first);
  const { project, type, after, first } = query;
  await ensureRead(reading, [slug], moment.position);
  const matching = known(reading.db, moment)
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
    { cursor: ({ position }) => writeCursor(position), node: (row) => rowAt(row, moment, planEventOfRow) },
  );
}

/** Those of the installation itself, oldest first. */
export async function readInstallationEvents(
  { db }: Reading,
  moment: ResolvedMoment,
): Promise<readonly EventRow<InstallationEvent>[]> {
  const rows = await known(db, moment).where("plan", "is", null).orderBy("position").execute();
  return rows.map((row) => rowAt(row, moment)).filter(isOfInstallation);
}

function isOfInstallation(row: EventRow): row is EventRow<InstallationEvent> {
  return row.event.plan === null;
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function readEvent(reading: Reading, id: string, moment: ResolvedMoment): Promise<EventRow | null> {
  return (await readEventsById(reading, [id], moment))[0] ?? null;
}

export async function readEntry(reading: Reading, index: bigint, moment: ResolvedMoment): Promise<EventRow | null> {
  if (index < 0n || index > maxIndex) return null;
  const row = await known(reading.db, moment).where("public_index", "=", index).executeTakeFirst();
  if (row) await ensureRead(reading, plansOf([row]), moment.position);
  return row ? rowAt(row, moment) : null;
}

const maxIndex = 2n ** 63n - 1n;

export async function readEntries(
  reading: Reading,
  moment: ResolvedMoment,
  query: { plan?: string | null; from?: bigint; newest?: boolean; limit: number },
): Promise<readonly EventRow[]> {
  const { plan, from, newest = false, limit } = query;
  checkFirst(limit);
  const rows = await known(reading.db, moment)
    .$if(typeof plan === "string", (rest) => rest.where("plan", "=", plan ?? ""))
    .$if(from !== undefined, (rest) => rest.where("public_index", newest ? "<=" : ">=", from ?? 0n))
    .orderBy("public_index", newest ? "desc" : "asc")
    .limit(limit)
    .execute();
  await ensureRead(reading, plansOf(rows), moment.position);
  return rows.map((row) => rowAt(row, moment));
}

/** More than this is not asked for at once. */
const maxEvents = 1_000;

/** Those of the events that are known at the moment, in the order of the ids given. */
export async function readEventsById(
  reading: Reading,
  ids: readonly string[],
  moment: ResolvedMoment,
): Promise<readonly EventRow[]> {
  if (ids.length > maxEvents) throw new RangeError(`${ids.length} events are asked for; ask for ${maxEvents} at most.`);
  const wanted = ids.map((id) => id.toLowerCase()).filter((id) => uuidForm.test(id));
  const rows = await known(reading.db, moment).where(anyOf("id", wanted)).execute();
  await ensureRead(reading, plansOf(rows), moment.position);
  const found = new Map(rows.map((row) => [row.id, rowAt(row, moment)]));
  return wanted.flatMap((id) => found.get(id) ?? []);
}

/**
 * Events after a position in the order of the store, as they stand now. One that cannot be read is not passed over:
 * what comes after it is not shown either until it can be, but for that of other plans where one plan is asked for.
 */
export async function eventsAfter(
  { db, checkpoint }: Reading,
  { after, plan, limit }: { after: bigint; plan: string | null; limit: number },
): Promise<readonly EventRow[]> {
  const rows = await columns(db)
    .where("position", ">", after)
    .where("position", "<=", checkpoint.position)
    .$if(plan !== null, (rest) => rest.where("plan", "=", plan ?? ""))
    .orderBy("position")
    .limit(limit)
    .execute();
  const unread = rows.findIndex(({ placed }) => !placed);
  return rows.slice(0, unread < 0 ? rows.length : unread).map((row) => rowAt(row, null));
}

const plansOf = (rows: readonly { readonly plan: string | null }[]): readonly string[] =>
  rows.flatMap(({ plan }) => plan ?? []);

function columns(db: Db) {
  return db
    .selectFrom("plan_event")
    .select(["id", "type", "data", "meta", "plan", "revision", "position", "recorded_at"])
    .select(["public_index", "replaced_at", "replaced_by", "placed"]);
}

/** What was recorded by the moment and occurred up to its day, whatever became of it. */
function known(db: Db, { asOf, position }: At) {
  return columns(db).where("occurred_on", "<=", asOf).where("position", "<=", position);
}

function rowAt(row: Found, moment: At | null): EventRow;
function rowAt<E extends RecordedEvent>(row: Found, moment: At | null, read: (row: Found) => E): EventRow<E>;
function rowAt(row: Found, moment: At | null, read: (row: Found) => RecordedEvent = eventOfRow): EventRow {
  const replaced = row.replaced_at !== null && (moment === null || row.replaced_at <= moment.position);
  return { event: read(row), publicIndex: row.public_index, replacedBy: replaced ? row.replaced_by : null };
}
