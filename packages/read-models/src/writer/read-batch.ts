import { fromStored, isPlanStream, type PlanEvent } from "@mingzhang/domain";
import type { StoredEvent } from "@mingzhang/event-store";
import type { Db } from "../database/queries.ts";
import { type Append, type Known, type Recorded, settledBy } from "../projections/recorded.ts";
import { transferTypes } from "../projections/transfer-types.ts";
import { orPoison } from "../projections/poison-event.ts";

/**
 * A batch of the store in the plan's terms, append by append: events decoded, chains of corrections and settled
 * transfers looked up, public indices given out. Throws `PoisonEvent`.
 */
export async function readBatch(
  db: Db,
  batch: readonly StoredEvent[],
  publicCount: bigint,
): Promise<readonly Append[]> {
  const decoded = batch.map((stored) => ({ stored, event: decode(stored) }));
  const known = await namedEvents(
    db,
    decoded.map(({ event }) => event),
  );
  const appends: Append[] = [];
  let index = publicCount;
  for (const append of appendsOf(decoded)) {
    const last = append.at(-1);
    if (!last) continue;
    const knownFrom = last.event.position;
    const events: Recorded[] = [];
    for (const { stored, event } of append) {
      const place = orPoison(event, () => placeOf(event, known));
      const { data, meta } = stored;
      events.push({ event, data, meta, publicIndex: index, knownFrom, ...place });
      index += 1n;
      const { id, type, plan, occurredOn } = event;
      known.set(id, { id, type, plan, occurredOn, knownFrom, ...place });
    }
    appends.push({ plan: last.event.plan, knownFrom, events });
  }
  return appends;
}

function decode(stored: StoredEvent): PlanEvent {
  return orPoison(stored, () => {
    if (!isPlanStream(stored.stream)) throw new Error(`no projection knows the stream ${stored.stream}`);
    return fromStored(stored);
  });
}

type Decoded = { readonly stored: StoredEvent; readonly event: PlanEvent };

/** All events of one append carry one instant, and no two appends share one. */
function appendsOf(decoded: readonly Decoded[]): readonly (readonly Decoded[])[] {
  const appends: Decoded[][] = [];
  for (const one of decoded) {
    const open = appends.at(-1);
    if (open?.[0]?.event.recordedAt === one.event.recordedAt) open.push(one);
    else appends.push([one]);
  }
  return appends;
}

/** The events that the batch replaces or settles, as far as they are in the tables already. */
async function namedEvents(db: Db, events: readonly PlanEvent[]): Promise<Map<string, Known>> {
  const ids = new Set(events.flatMap((event) => [event.replaces?.event, settledBy(event)].filter((id) => !!id)));
  for (const { id } of events) ids.delete(id);
  if (ids.size === 0) return new Map();
  const rows = await db
    .selectFrom("plan_event")
    .select(["id", "type", "plan", "fact", "place", "settles", "projects", "moves", "occurred_on", "position"])
    .where(
      "id",
      "in",
      [...ids].filter((id) => id !== undefined && id !== null),
    )
    .execute();
  return new Map(
    rows.map(({ occurred_on: occurredOn, position: knownFrom, ...row }) => [row.id, { ...row, occurredOn, knownFrom }]),
  );
}

type Place = Pick<Recorded, "fact" | "place" | "settles" | "projects" | "moves" | "replaced">;

function placeOf(event: PlanEvent, known: ReadonlyMap<string, Known>): Place {
  const find = (id: string, does: string): Known => {
    const found = known.get(id);
    if (found?.plan !== event.plan) throw new Error(`it ${does} ${id}, which is not known in ${event.plan}`);
    return found;
  };
  const replaced = event.replaces ? find(event.replaces.event, "replaces") : null;
  const named = settledBy(event);
  const settled = named === null ? null : find(named, "settles");
  const projects = new Set([...projectsOf(event), ...(settled?.projects ?? []), ...(replaced?.projects ?? [])]);
  return {
    fact: replaced?.fact ?? event.id,
    place: replaced?.place ?? event.position,
    settles: settled?.fact ?? null,
    projects: [...projects].toSorted(),
    moves: transferTypes.has(event.type),
    replaced,
  };
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
