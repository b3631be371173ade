import { postgresStore } from "../../../packages/event-store/src/postgres/postgres-store.ts";
import type { EventStore } from "../../../packages/event-store/src/event-store.ts";
import type { Subject } from "./subject.ts";

const openStore = (url: string): Promise<EventStore> => postgresStore({ pool: url });

/** The store as the product opens it. Every append expects the revision at which its stream ends. */
export const ours: Subject = {
  name: "ours",
  install: async (url) => {
    const store = await openStore(url);
    await store.close();
  },
  openWriters: async (url) => {
    const store = await openStore(url);
    return {
      append: async ({ stream, revision, events }) => {
        const answer = await store.append(stream, revision < 0 ? "absent" : { revision }, events);
        if (answer.kind !== "appended" || answer.repeated) {
          throw new Error(`an append to ${stream} at ${revision} was answered with ${JSON.stringify(answer.kind)}`);
        }
      },
      close: () => store.close(),
    };
  },
};
