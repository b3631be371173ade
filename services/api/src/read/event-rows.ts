import type { PlanEvent } from "@mingzhang/domain";
import type { EventRow, ReadModels, ResolvedMoment } from "@mingzhang/read-models";

type Rows = ReadonlyMap<string, EventRow>;

/** As many as the tables are asked for at once. */
const batchSize = 1000;

/** Finds what the tables add to events: those asked for in one turn of the loop are read together. */
export function eventRows(
  models: Pick<ReadModels, "eventsById">,
): (event: PlanEvent, moment: ResolvedMoment) => Promise<EventRow | null> {
  const gathering = new Map<string, { readonly ids: Set<string>; readonly rows: Promise<Rows> }>();
  return async ({ id, plan }, moment) => {
    const key = `${plan} ${moment.asOf} ${moment.position}`;
    let batch = gathering.get(key);
    if (!batch) {
      const ids = new Set<string>();
      const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        gathering.delete(key);
        return readRows(models, [...ids], moment);
      });
      batch = { ids, rows };
      gathering.set(key, batch);
    }
    batch.ids.add(id);
    return (await batch.rows).get(id) ?? null;
  };
}

async function readRows(
  models: Pick<ReadModels, "eventsById">,
  ids: readonly string[],
  moment: ResolvedMoment,
): Promise<Rows> {
  const found = new Map<string, EventRow>();
  for (let from = 0; from < ids.length; from += batchSize) {
    const rows = await models.eventsById(ids.slice(from, from + batchSize), moment);
    for (const row of rows) found.set(row.event.id, row);
  }
  return found;
}
