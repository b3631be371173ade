import { checkReadAll, checkReadStream, checkSubscribe } from "../check-options.ts";
import type { EventStore } from "../event-store.ts";
import { canBeStream, prepareAppend } from "../prepare-append.ts";
import { shareNext } from "../share-next.ts";
import { Checkpoints } from "./checkpoints.ts";
import { Connection } from "./connection.ts";
import { follow } from "./follow.ts";
import { KnownStreams } from "./known-streams.ts";
import { settledBy } from "./marks.ts";
import { namesIn } from "./names.ts";
import { patiently, type Patience } from "./patience.ts";
import { Reader } from "./reader.ts";
import { Timeline } from "./timeline.ts";
import { Writer } from "./writer.ts";

export interface EventStoreDbStoreOptions {
  /** `esdb://…` or `esdb+discover://…`, with the options that the client package documents. */
  readonly connectionString: string;
  /** Small letters and digits, at most 32: begins the names of the store's streams, so that others may have theirs. */
  readonly namespace?: string;
  /** How long a call goes on trying while the server does not answer, in milliseconds. */
  readonly patienceMs?: number;
  /** How long one attempt may take, in milliseconds; above the time that the server takes to give a commit up. */
  readonly answerMs?: number;
  /** How often a subscription looks by itself, beside what it is told, in milliseconds. */
  readonly pollMs?: number;
  /** After how much silence the store's own subscription begins anew while somebody waits, in milliseconds. */
  readonly doubtMs?: number;
  /** Events between two checkpoints of the instants. */
  readonly checkpointEvery?: number;
  /** Ids kept in memory to recognise repeated appends without reading their stream. */
  readonly knownIds?: number;
  /** Hears of every lost connection and every repeated attempt; for the log. */
  readonly onTrouble?: (error: Error) => void;
}

const defaultBatchSize = 500;

/**
 * Opens the store: servers from 22.6 on, reading and writing at the leader. Throws where the connection string or the
 * namespace is none, where nobody answers in time, and where a newer program has kept checkpoints.
 */
export async function eventStoreDbStore(options: EventStoreDbStoreOptions): Promise<EventStore> {
  const { patienceMs = 30_000, answerMs = 5_000, pollMs = 5_000, doubtMs = 500 } = options;
  const { checkpointEvery = 5_000, onTrouble = () => undefined } = options;
  const names = namesIn(options.namespace ?? "mingzhang");
  const connection = new Connection(options.connectionString);
  const patience = (): Patience => ({ until: Date.now() + patienceMs, onTrouble });
  const checkpoints = new Checkpoints({ connection, stream: names.checkpoints, answerMs });
  const fold = await checkpoints.load(patience()).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const calls = { connection, names, answerMs, patienceMs, onTrouble };
  const timeline = new Timeline({ ...calls, fold, checkpoints, doubtMs, checkpointEvery });
  const known = new KnownStreams(options.knownIds ?? 200_000);
  const reader = new Reader({ ...calls, timeline, known });
  const writer = new Writer({ ...calls, reader, timeline, known });
  const head = settledBy({ ...calls, timeline });
  const lastPosition = shareNext(() => patiently(patience(), () => timeline.lastPosition()));
  const closing = new AbortController();
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    closing.abort();
    await writer.close();
    await timeline.close();
    await connection.close();
  }

  function assertOpen(): void {
    if (closed) throw new Error("The event store is closed.");
  }

  return {
    async append(stream, expectation, events) {
      assertOpen();
      return writer.append({ stream, expectation, events: prepareAppend(stream, expectation, events) });
    },
    ...reads(reader, patience, assertOpen),
    subscribe(subscribeOptions) {
      assertOpen();
      checkSubscribe(subscribeOptions);
      const { after, batchSize = defaultBatchSize } = subscribeOptions;
      const signal = AbortSignal.any([subscribeOptions.signal, closing.signal]);
      return follow(reader, timeline, { after, batchSize, pollMs, signal, onTrouble });
    },
    async head() {
      assertOpen();
      return head();
    },
    async lastPosition() {
      assertOpen();
      return lastPosition();
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

type Reads = Pick<EventStore, "readStream" | "readLast" | "readAll">;

function reads(reader: Reader, patience: () => Patience, assertOpen: () => void): Reads {
  return {
    async readStream(stream, readOptions = {}) {
      assertOpen();
      checkReadStream(readOptions);
      if (!canBeStream(stream)) return [];
      return reader.readStream(stream, readOptions, patience());
    },
    async readLast(stream) {
      assertOpen();
      if (!canBeStream(stream)) return null;
      const [last] = await reader.readStream(stream, { direction: "backward", limit: 1 }, patience());
      return last ?? null;
    },
    async readAll(readOptions) {
      assertOpen();
      checkReadAll(readOptions);
      return reader.readAll(readOptions, patience());
    },
  };
}
