import { checkReadAll, checkReadStream, checkSubscribe } from "../check-options.ts";
import type { EventStore, ReadAllOptions, ReadStreamOptions } from "../event-store.ts";
import { canBeStream, prepareAppend } from "../prepare-append.ts";
import { Audience } from "./audience.ts";
import type { EventText } from "./decode.ts";
import { follow } from "./follow.ts";
import { Listener } from "./listener.ts";
import type { Written } from "./recent-appends.ts";
import { Reader } from "./reader.ts";
import { explained } from "./remedies.ts";
import { migrate, schemaNames } from "./schema.ts";
import { Sender } from "./sender.ts";
import { closeSession, openSession, readerPool, sessionConfig, type Connection } from "./sessions.ts";

export interface PostgresStoreOptions {
  /**
   * Where the database is. Of a pool only the configuration is taken: the store opens connections of its own (one to
   * append, one to listen, `readers` to read), and `close` ends these and leaves the given pool alone.
   */
  readonly pool: Connection;
  /** Small letters, digits and underscores; the store creates it, and everything it owns lies in it. */
  readonly schema?: string;
  /** Connections for reading, at most. */
  readonly readers?: number;
  /** How long a call goes on trying while the database does not answer, in milliseconds. */
  readonly patienceMs?: number;
  /** Positions in one partition, where the schema is created now; for tests of what happens at its end. */
  readonly partitionEvents?: bigint;
  /**
   * SQL for what has to be in step with the events: one statement, without parameters, that writes rows from `appended`
   * (`position, recorded_at, id, revision, stream, type, data, meta`). It runs with each group of appends, in the same
   * transaction and mostly in the same statement: where it fails, none of the group is appended.
   */
  readonly inStep?: string;
  /** How often a subscription looks by itself, beside the announcements, in milliseconds. */
  readonly pollMs?: number;
  /** Hears of every lost connection and every repeated attempt; for the log. */
  readonly onTrouble?: (error: Error) => void;
}

/** The contract, and reads for those who pass JSON on without looking into it: at twice the rate. */
export interface PostgresStore extends EventStore {
  readStreamText(stream: string, options?: ReadStreamOptions): Promise<readonly EventText[]>;
  readAllText(options: ReadAllOptions): Promise<readonly EventText[]>;
}

const defaultBatchSize = 500;

/**
 * Opens the store and brings its schema to this version. Throws where the server is older than 14, where the database
 * is not in UTF8, and where the schema was written by a newer program.
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { patienceMs = 30_000, pollMs = 2_000, readers = 4, onTrouble = () => undefined } = options;
  const names = schemaNames(options.schema ?? "event_store", options.partitionEvents);
  const { schema } = names;
  const config = sessionConfig(options.pool, patienceMs);

  const opening = await openSession(config, `${schema} migrate`, onTrouble);
  try {
    await migrate(opening, names);
  } catch (error) {
    throw explained(error);
  } finally {
    closeSession(opening);
  }

  const pool = readerPool({ config, name: `${schema} read`, max: readers, onTrouble });
  const reader = new Reader({ pool, schema, patienceMs, onTrouble });
  const listener = new Listener({ config, names, onTrouble });
  const onAppended = (written: readonly Written[]) => listener.appended(written);
  const sender = new Sender({
    config,
    audience: new Audience(names, () => listener.backend),
    names,
    inStep: options.inStep,
    patienceMs,
    onAppended,
    onTrouble,
  });
  const closing = new AbortController();
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    closing.abort();
    listener.close();
    await sender.close();
    await pool.end();
  }

  function assertOpen(): void {
    if (closed) throw new Error("The event store is closed.");
  }

  return {
    async append(stream, expectation, events) {
      assertOpen();
      return sender.append({ stream, expectation, events: prepareAppend(stream, expectation, events) });
    },
    ...reads(reader, assertOpen),
    subscribe(subscribeOptions) {
      assertOpen();
      checkSubscribe(subscribeOptions);
      const { after, batchSize = defaultBatchSize } = subscribeOptions;
      const signal = AbortSignal.any([subscribeOptions.signal, closing.signal]);
      return follow(reader, listener, { after, batchSize, pollMs, signal });
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

type Reads = Omit<PostgresStore, "append" | "subscribe" | "close">;

function reads(reader: Reader, assertOpen: () => void): Reads {
  return {
    async readStream(stream, readOptions = {}) {
      assertOpen();
      checkReadStream(readOptions);
      if (!canBeStream(stream)) return [];
      return reader.readStream(stream, readOptions);
    },
    async readStreamText(stream, readOptions = {}) {
      assertOpen();
      checkReadStream(readOptions);
      return reader.readStreamText(stream, readOptions);
    },
    async readAllText(readOptions) {
      assertOpen();
      checkReadAll(readOptions);
      return reader.readAllText(readOptions);
    },
    async readLast(stream) {
      assertOpen();
      return canBeStream(stream) ? reader.readLast(stream) : null;
    },
    async readAll(readOptions) {
      assertOpen();
      checkReadAll(readOptions);
      return (await reader.readAll(readOptions)).events;
    },
    async head() {
      assertOpen();
      return reader.head();
    },
    async lastPosition() {
      assertOpen();
      return reader.lastPosition();
    },
  };
}
