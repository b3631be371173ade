import { fromStored, replay, stateHash } from "@mingzhang/domain";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { postgresReadModels, type PostgresReadModels } from "@mingzhang/read-models";

/** A store and its tables, opened by the laboratory itself, for as long as it looks. */
export interface Opened {
  readonly store: EventStore;
  readonly readModels: PostgresReadModels;
}

const visibleWithinMs = 30_000;
const batch = 2_000;

export async function withStore<T>(databaseUrl: string, look: (opened: Opened) => Promise<T>): Promise<T> {
  const connection = { connectionString: databaseUrl };
  const store = await postgresStore({ pool: connection });
  const readModels = postgresReadModels({ connection, head: () => store.head() });
  try {
    return await look({ store, readModels });
  } finally {
    await readModels.close();
    await store.close();
  }
}

/** All events of a store, in order. */
export async function everything(store: Pick<EventStore, "readAll">): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const part = await store.readAll({ after: all.at(-1)?.position ?? 0n, limit: batch });
    if (part.length === 0) return all;
    all.push(...part);
  }
}

/** Everything in which the tables differ from the fold of the events; a sentence each. */
export async function tableFaults(
  { readModels }: Opened,
  stored: readonly StoredEvent[],
  slugs: readonly string[],
): Promise<readonly string[]> {
  const last = stored.at(-1)?.position ?? 0n;
  if (!(await readModels.waitFor(last, visibleWithinMs))) {
    return [`the read models do not reach position ${last} within ${visibleWithinMs / 1000} s`];
  }
  const moment = await readModels.resolve({});
  const faults: string[] = [];
  const rows = await readModels.entries(moment, { limit: stored.length + 1 });
  for (const [index, { event, publicIndex }] of rows.entries()) {
    if (publicIndex !== BigInt(index)) faults.push(`public index ${publicIndex} stands where ${index} should`);
    if (event.id !== stored[index]?.id) faults.push(`entry ${index} is ${event.id}, the store has another event there`);
  }
  if (rows.length !== stored.length) faults.push(`${rows.length} entries for ${stored.length} events`);
  for (const slug of slugs) {
    const events = stored.filter(({ stream }) => stream === `plan-${slug}`).map((one) => fromStored(one));
    const { view } = replay(events, moment) ?? {};
    const found = await readModels.plan(slug, moment);
    if (!view || found?.stateHash !== stateHash(view))
      faults.push(`the tables of ${slug} are not the fold of its events`);
  }
  return faults;
}
