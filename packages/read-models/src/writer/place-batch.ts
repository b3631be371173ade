import {
  fromStored,
  installationStream,
  isDay,
  isPlanStream,
  type PlanEvent,
  recordedFrom,
  streamOf,
} from "@mingzhang/domain";
import type { StoredEvent } from "@mingzhang/event-store";
import { anyOf } from "../database/any-of.ts";
import type { Db } from "../database/queries.ts";
import type { PlanEventRow } from "../database/tables.ts";
import type { Replacement } from "../projections/plan-events.ts";
import { orPoison, PoisonEvent } from "../projections/poison-event.ts";
import { type Append, type Known, type Recorded, settledBy } from "../projections/recorded.ts";
import { transferTypes } from "../projections/transfer-types.ts";
import { shardOf } from "../shards/shard-of.ts";

/** An event with the public index that it has or gets. */
export interface Indexed {
  readonly stored: StoredEvent;
  readonly publicIndex: bigint;
}

/** A batch in the plan's terms, and the rows that say so. */
export interface Placed {
  readonly appends: readonly Append[];
  readonly rows: readonly PlanEventRow[];
  readonly replaced: readonly Replacement[];
}

/**
 * A batch of the store in the plan's terms, append by append: events decoded, chains of corrections and settled
 * transfers looked up. An append that cannot be read is `unread`, and so is every later one of its plan: what it says
 * may concern them. `unreadPlans` names plans that have such an append in the tables, and gets those of this batch.
 * Throws `PoisonEvent` without a plan for an event of a stream that nobody knows, and for one of the installation
 * itself that cannot be read: it has a row and an index as all have, and nothing is folded of it.
 */
export async function placeBatch(db: Db, batch: readonly Decoded[], unreadPlans: Set<string>): Promise<Placed> {
  const decoded = batch.filter(isOfPlan);
  const known = await namedEvents(
    db,
    decoded.flatMap(({ event }) => (event ? [event] : [])),
  );
  const placed = { appends: [] as Append[], rows: installationRows(batch), replaced: [] as Replacement[] };
  for (const append of appendsOf(decoded)) {
    const first = append[0];
    const last = append.at(-1);
    if (!first || !last) continue;
    const { plan } = first;
    const [firstPosition, knownFrom] = [first.stored.position, last.stored.position];
    const common = { plan, shard: shardOf(plan), firstPosition, knownFrom };
    const found = unreadPlans.has(plan)
      ? behindUnread(first)
      : placeAppend(append, { known, firstPosition, knownFrom });
    if (found instanceof PoisonEvent) {
      unreadPlans.add(plan);
      placed.appends.push({ ...common, events: [], unread: found });
      placed.rows.push(...append.map(unplacedRow));
      continue;
    }
    placed.appends.push({ ...common, events: found, unread: null });
    for (const [index, recorded] of found.entries()) {
      const { event, replaced } = recorded;
      const stored = append[index]?.stored;
      if (stored) placed.rows.push(placedRow(recorded, stored));
      if (replaced) placed.replaced.push({ id: replaced.id, at: knownFrom, by: event.id });
    }
  }
  return placed;
}

/** An event in the terms of the domain, or why it is not: nobody has to wait for anything to find that out. */
export interface Decoded extends Indexed {
  /** Null for an event of the installation itself, and of a stream that nobody knows. */
  readonly plan: string | null;
  readonly event: PlanEvent | null;
  readonly trouble: unknown;
}

type DecodedOfPlan = Decoded & { readonly plan: string };

const planPrefix = streamOf("");

/** What can be said of events before those that came before them are looked at. */
export function decodeEvents(events: readonly Indexed[]): readonly Decoded[] {
  return events.map(({ stored, publicIndex }) => {
    if (!isPlanStream(stored.stream)) return { stored, publicIndex, plan: null, event: null, trouble: null };
    const plan = stored.stream.slice(planPrefix.length);
    try {
      return { stored, publicIndex, plan, event: fromStored(stored), trouble: null };
    } catch (trouble) {
      return { stored, publicIndex, plan, event: null, trouble };
    }
  });
}

function isOfPlan(one: Decoded): one is DecodedOfPlan {
  const { plan, stored } = one;
  if (plan !== null) return true;
  if (stored.stream === installationStream) return false;
  throw new PoisonEvent(stored, new Error(`no projection knows the stream ${stored.stream}`));
}

/** All events of one append carry one instant, and no two appends share one. */
function appendsOf(decoded: readonly DecodedOfPlan[]): readonly (readonly DecodedOfPlan[])[] {
  const appends: DecodedOfPlan[][] = [];
  for (const one of decoded) {
    const open = appends.at(-1);
    if (open?.[0]?.stored.recordedAt === one.stored.recordedAt) open.push(one);
    else appends.push([one]);
  }
  return appends;
}

function behindUnread({ stored, plan }: DecodedOfPlan): PoisonEvent {
  return new PoisonEvent({ ...stored, plan }, new Error("it comes after an event of its plan that cannot be read"));
}

/** The events of an append with their places; the poison where one of them has none. */
function placeAppend(
  append: readonly DecodedOfPlan[],
  at: { known: Map<string, Known>; firstPosition: bigint; knownFrom: bigint },
): readonly Recorded[] | PoisonEvent {
  const events: Recorded[] = [];
  const fresh: Known[] = [];
  for (const { stored, publicIndex, plan, event, trouble } of append) {
    try {
      if (!event) throw trouble;
      const { fact, place, settles, projects, moves, replaced } = placeOf(event, at);
      // As literals with all that they hold: there are two for every event, and spreading records is dear.
      const { knownFrom } = at;
      events.push({ event, publicIndex, knownFrom, fact, place, settles, projects, moves, replaced });
      const { id, type, occurredOn, position } = event;
      fresh.push({ id, type, plan, occurredOn, position, fact, place, settles, projects, moves, replacedBy: null });
    } catch (error) {
      return new PoisonEvent({ ...stored, plan }, error);
    }
  }
  for (const one of fresh) at.known.set(one.id, one);
  for (const { event, replaced } of events) {
    if (replaced) at.known.set(replaced.id, { ...replaced, replacedBy: event.id });
  }
  return events;
}

/** The events that the batch replaces or settles, as far as they are in the tables already. */
async function namedEvents(db: Db, events: readonly PlanEvent[]): Promise<Map<string, Known>> {
  const ids = new Set(events.flatMap((event) => [event.replaces?.event ?? [], settledBy(event) ?? []].flat()));
  for (const { id } of events) ids.delete(id);
  if (ids.size === 0) return new Map();
  const rows = await db
    .selectFrom("plan_event")
    .select(["id", "type", "plan", "fact", "place", "settles", "projects", "moves", "position"])
    .select(["occurred_on as occurredOn", "replaced_by as replacedBy"])
    .where(anyOf("id", ids))
    .where("placed", "=", true)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type Place = Pick<Recorded, "fact" | "place" | "settles" | "projects" | "moves" | "replaced">;

function placeOf(
  event: PlanEvent,
  { known, firstPosition }: { known: ReadonlyMap<string, Known>; firstPosition: bigint },
): Place {
  if (!isKnownDay(event.occurredOn)) throw new Error(`it occurred on ${String(event.occurredOn)}, which is no day`);
  const find = (id: string, does: string): Known => {
    const found = known.get(id);
    if (found?.plan !== event.plan) throw new Error(`it ${does} ${id}, which is not known in ${event.plan}`);
    return found;
  };
  const replaced = event.replaces ? find(event.replaces.event, "replaces") : null;
  const counted = replaced?.replacedBy ?? event.id;
  if (replaced && (counted !== event.id || replaced.position >= firstPosition)) {
    throw new Error(`it replaces ${replaced.id}, which does not count any more`);
  }
  const named = settledBy(event);
  const settled = named === null ? null : find(named, "settles");
  const own = projectsOf(event);
  const projects = settled || replaced ? [...own, ...(settled?.projects ?? []), ...(replaced?.projects ?? [])] : own;
  return {
    fact: replaced?.fact ?? event.id,
    place: replaced?.place ?? event.position,
    settles: settled?.fact ?? null,
    projects: projects.length > 1 ? [...new Set(projects)].toSorted() : projects,
    moves: transferTypes.has(event.type),
    replaced,
  };
}

/** The days of a register are few. */
const knownDays = new Set<string>();

function isKnownDay(day: string): boolean {
  if (knownDays.has(day)) return true;
  if (!isDay(day)) return false;
  if (knownDays.size > 20_000) knownDays.clear();
  knownDays.add(day);
  return true;
}

function projectsOf(event: PlanEvent): readonly string[] {
  switch (event.type) {
    case "ReallocationDecided":
      return [...event.data.from, ...event.data.to].map(({ project }) => project);
    case "PlanAmended":
      return event.data.changes.map(({ project }) => project);
    default:
      return "project" in event.data ? [event.data.project] : [];
  }
}

function installationRows(batch: readonly Indexed[]): PlanEventRow[] {
  return batch.flatMap(({ stored, publicIndex }) => {
    if (stored.stream !== installationStream) return [];
    const { occurredOn, replaces } = orPoison(stored, () => recordedFrom(stored));
    return orPoison(stored, () => {
      if (!isKnownDay(occurredOn)) throw new Error(`it occurred on ${String(occurredOn)}, which is no day`);
      if (replaces !== null) throw new Error("it corrects another one, which events of the installation never do");
      return [{ ...rowOf({ stored, publicIndex, plan: null }, occurredOn, null), placed: true }];
    });
  });
}

function placedRow(recorded: Recorded, stored: StoredEvent): PlanEventRow {
  const { event, publicIndex } = recorded;
  return rowOf({ stored, publicIndex, plan: event.plan }, event.occurredOn, recorded);
}

/** Before every day, so that no limit of days leaves it out unseen. */
const noDay = "-infinity";

function unplacedRow(one: DecodedOfPlan): PlanEventRow {
  return rowOf(one, noDay, null);
}

function rowOf(
  { stored, publicIndex, plan }: Indexed & { readonly plan: string | null },
  occurredOn: string,
  placed: Recorded | null,
): PlanEventRow {
  return {
    position: stored.position,
    public_index: publicIndex,
    id: stored.id,
    plan,
    shard: plan === null ? null : shardOf(plan),
    revision: stored.revision,
    type: stored.type,
    occurred_on: occurredOn,
    recorded_at: stored.recordedAt,
    data: stored.data,
    meta: stored.meta,
    fact: placed ? placed.fact : stored.id,
    place: placed ? placed.place : stored.position,
    settles: placed ? placed.settles : null,
    projects: placed ? placed.projects : [],
    moves: placed !== null && placed.moves,
    placed: placed !== null,
    replaced_at: null,
    replaced_by: null,
  };
}
