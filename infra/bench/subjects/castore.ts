import { loadPeer } from "../load-peer.ts";
import type { Append, Subject } from "./subject.ts";

interface EventDetail {
  readonly aggregateId: string;
  readonly version: number;
  readonly type: string;
  readonly payload: object;
  readonly metadata: object;
}

interface GroupedEvent {
  context?: { readonly eventStoreId: string };
}

interface Adapter {
  pushEvent(event: EventDetail, context: { eventStoreId: string }): Promise<unknown>;
  pushEventGroup(options: object, ...events: GroupedEvent[]): Promise<unknown>;
  groupEvent(event: EventDetail): GroupedEvent;
  getEvents(id: string, context: { eventStoreId: string }, options: object): Promise<{ events: readonly unknown[] }>;
  /** The client of its driver; the adapter has no way to close it. */
  readonly _sql: { end(): Promise<void> };
}

interface Castore {
  readonly PostgresEventStorageAdapter: {
    new (options: { connectionString: string }): Adapter;
    createEventTable(options: object): Promise<unknown>;
  };
}

const context = { eventStoreId: "PLANS" };
const open = () => loadPeer<Castore>("@castore/event-storage-adapter-postgres");

const details = ({ stream, revision, events }: Append): EventDetail[] =>
  events.map(({ type, data, meta }, index) => ({
    aggregateId: stream,
    version: revision + 2 + index,
    type,
    payload: data,
    metadata: meta,
  }));

async function push(adapter: Adapter, append: Append): Promise<void> {
  const [first, ...others] = details(append);
  if (!first) return;
  if (others.length === 0) {
    await adapter.pushEvent(first, context);
    return;
  }
  const grouped = [first, ...others].map((event) => Object.assign(adapter.groupEvent(event), { context }));
  await adapter.pushEventGroup({}, ...grouped);
}

/**
 * castore: it takes a connection string and nothing else, and its driver opens the ten connections that it does by
 * itself; a number in the string would become an array of one connection there. A version is always expected; many
 * events in one call go one by one in one transaction.
 */
export const castore: Subject = {
  name: "castore",
  install: async (url) => {
    const { PostgresEventStorageAdapter } = await open();
    const aggregateId = { type: "VARCHAR", length: 64 };
    await PostgresEventStorageAdapter.createEventTable({ connectionString: url, aggregateId });
  },
  openWriters: async (url) => {
    const { PostgresEventStorageAdapter } = await open();
    const adapter = new PostgresEventStorageAdapter({ connectionString: url });
    return { append: (append) => push(adapter, append), close: () => adapter._sql.end() };
  },
  openReader: async (url) => {
    const { PostgresEventStorageAdapter } = await open();
    const adapter = new PostgresEventStorageAdapter({ connectionString: url });
    return {
      read: async (stream) => (await adapter.getEvents(stream, context, {})).events.length,
      close: () => adapter._sql.end(),
    };
  },
};
