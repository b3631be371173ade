import type { PlanEvent } from "@mingzhang/domain";
import type { EventRow, ReadModels, ResolvedMoment } from "@mingzhang/read-models";

type Rows = ReadonlyMap<string, EventRow>;

/** Up to so many events are looked up one by one; for more of them, the plan's entries are read in pages. */
const fewEvents = 8;
const pageSize = 1000;

/** Finds what the tables add to events: those asked for in one turn of the loop are read together. */
export function eventRows(
  models: Pick<ReadModels, "event" | "entries">,
): (event: PlanEvent, moment: ResolvedMoment) => Promise<EventRow | null> {
  const gathering = new Map<string, { readonly ids: Set<string>; readonly rows: Promise<Rows> }>();
  return async ({ id, plan }, moment) => {
    const key = `${plan} ${moment.asOf} ${moment.position}`;
    let batch = gathering.get(key);
    if (!batch) {
      const ids = new Set<string>();
      const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        gathering.delete(key);
        return ids.size <= fewEvents ? oneByOne(models, ids, moment) : paged(models, ids, { plan, moment });
      });
      batch = { ids, rows };
      gathering.set(key, batch);
    }
    batch.ids.add(id);
    return (await batch.rows).get(id) ?? null;
  };
}

async function oneByOne(models: Pick<ReadModels, "event">, ids: Iterable<string>, moment: ResolvedMoment) {
  const rows = await Promise.all([...ids].map((id) => models.event(id, moment)));
  return byId(rows.filter((row) => row !== null));
}

async function paged(
  models: Pick<ReadModels, "entries">,
  ids: ReadonlySet<string>,
  { plan, moment }: { plan: string; moment: ResolvedMoment },
): Promise<Rows> {
  const found: EventRow[] = [];
  let from = 0n;
  let page: readonly EventRow[];
  do {
    page = await models.entries(moment, { plan, from, limit: pageSize });
    found.push(...page.filter(({ event }) => ids.has(event.id)));
    from = (page.at(-1)?.publicIndex ?? 0n) + 1n;
  } while (page.length === pageSize && found.length < ids.size);
  return byId(found);
}

function byId(rows: readonly EventRow[]): Rows {
  return new Map(rows.map((row) => [row.event.id, row]));
}
