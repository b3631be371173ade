import { postgresStore, type PostgresStore } from "../../../packages/event-store/src/postgres/postgres-store.ts";
import type { Subject, Writers } from "./subject.ts";

const openStore = (url: string): Promise<PostgresStore> => postgresStore({ pool: url });

/** Every append expects the revision at which its stream ends, and closing them closes the store. */
export function storeWriters(store: PostgresStore): Writers {
  return {
    append: async ({ stream, revision, events }) => {
      const answer = await store.append(stream, revision < 0 ? "absent" : { revision }, events);
      if (answer.kind !== "appended" || answer.repeated) {
        throw new Error(`an append to ${stream} at ${revision} was answered with ${JSON.stringify(answer.kind)}`);
      }
    },
    close: () => store.close(),
  };
}

/** The store as the product opens it. */
export const ours: Subject = {
  name: "ours",
  install: async (url) => {
    const store = await openStore(url);
    await store.close();
  },
  openWriters: async (url) => storeWriters(await openStore(url)),
  openReader: async (url) => {
    const store = await openStore(url);
    return {
      read: async (stream) => (await store.readStream(stream)).length,
      close: () => store.close(),
    };
  },
  follow: async (url, onEvents) => {
    const store = await openStore(url);
    const ending = new AbortController();
    const following = async (): Promise<void> => {
      for await (const events of store.subscribe({ after: 0n, batchSize: 1000, signal: ending.signal })) {
        onEvents(events.map(({ id }) => id));
      }
    };
    const running = following();
    return {
      close: async () => {
        ending.abort();
        await running;
        await store.close();
      },
    };
  },
};

/** What feeds pay that pass JSON on without looking into it. */
export const oursText: Subject = {
  ...ours,
  name: "ours as text",
  openReader: async (url) => {
    const store = await openStore(url);
    return {
      read: async (stream) => (await store.readStreamText(stream)).length,
      close: () => store.close(),
    };
  },
};
