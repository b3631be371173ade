import pg from "pg";
import type { NewEvent } from "../../../packages/event-store/src/event-store.ts";
import { loadPeer } from "../load-peer.ts";
import type { Subject } from "./subject.ts";

interface EmmettEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** A statement that the library has put together, its values escaped in it. */
export type Sql = string & { readonly sql: unique symbol };

export interface EmmettRecorded extends EmmettEvent {
  readonly metadata: { readonly messageId: string };
}

interface EmmettStore {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(
    stream: string,
    events: readonly EmmettEvent[],
    options: { expectedStreamVersion: bigint },
  ): Promise<unknown>;
  readStream(stream: string): Promise<{ readonly events: readonly unknown[] }>;
  close(): Promise<void>;
}

interface Consumer {
  reactor(options: { processorId: string; eachMessage: (message: EmmettRecorded) => void }): unknown;
  projector(options: { projection: object }): unknown;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Emmett {
  getPostgreSQLEventStore(url: string, options: object): EmmettStore;
  postgreSQLEventStoreConsumer(options: object): Consumer;
  postgreSQLRawSQLProjection(options: {
    name: string;
    canHandle: readonly string[];
    evolve: (event: EmmettRecorded) => Sql;
  }): object;
}

export const openEmmett = () => loadPeer<Emmett>("@event-driven-io/emmett-postgresql");

/** With the events' own ids, which it keeps where they are given. */
const toEmmett = ({ id, type, data, meta }: NewEvent): EmmettEvent => ({
  type,
  data,
  metadata: { ...meta, messageId: id },
});

interface StoreOptions {
  readonly url: string;
  readonly connections: number;
  /** Projections that run in the append's own transaction. */
  readonly inline?: readonly object[];
}

/** A store on a pool with a connection for each writer; its tables are there already and not looked for again. */
export async function openEmmettStore({ url, connections, inline = [] }: StoreOptions) {
  const { getPostgreSQLEventStore } = await openEmmett();
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const store = getPostgreSQLEventStore(url, {
    connectionOptions: { pooled: true, pool },
    schema: { autoMigration: "None" },
    projections: inline.map((projection) => ({ type: "inline", projection })),
  });
  return {
    append: async (stream: string, revision: number, events: readonly NewEvent[]) => {
      await store.appendToStream(stream, events.map(toEmmett), { expectedStreamVersion: BigInt(revision + 1) });
    },
    readStream: (stream: string) => store.readStream(stream),
    migrate: () => store.schema.migrate(),
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}

/** Its consumer asks for 100 messages each 50 ms unless told otherwise; these are the largest strides it takes well. */
export const pulling = { batchSize: 1000, pullingFrequencyInMs: 1 };

export const emmett: Subject = {
  name: "emmett",
  install: async (url) => {
    const store = await openEmmettStore({ url, connections: 1 });
    await store.migrate();
    await store.close();
  },
  openWriters: async (url, count) => {
    const store = await openEmmettStore({ url, connections: count });
    return {
      append: ({ stream, revision, events }) => store.append(stream, revision, events),
      close: () => store.close(),
    };
  },
  openReader: async (url) => {
    const store = await openEmmettStore({ url, connections: 1 });
    return {
      read: async (stream) => (await store.readStream(stream)).events.length,
      close: () => store.close(),
    };
  },
  follow: async (url, onEvents) => {
    const { postgreSQLEventStoreConsumer } = await openEmmett();
    const consumer = postgreSQLEventStoreConsumer({ connectionString: url, pulling });
    consumer.reactor({
      processorId: "follower",
      eachMessage: ({ metadata }) => onEvents([metadata.messageId]),
    });
    const running = consumer.start();
    return {
      close: async () => {
        await consumer.close();
        await running;
      },
    };
  },
};
