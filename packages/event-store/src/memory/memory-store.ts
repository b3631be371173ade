import { checkReadAll, checkReadStream, checkSubscribe } from "../check-options.ts";
import type {
  Appended,
  Conflict,
  EventStore,
  Expectation,
  Head,
  JsonObject,
  NewEvent,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  SubscribeOptions,
} from "../event-store.ts";
import { instantText, microsOf, type Micros } from "../instant.ts";
import { idAlreadyStored, prepareAppend, type PreparedEvent } from "../prepare-append.ts";

const defaultBatchSize = 500;

interface Row extends PreparedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly recordedAt: string;
  /** Place of the row within its append, and the append's size: an append is never split. */
  readonly index: number;
  readonly size: number;
}

/** For tests and throw-away runs: everything the contract asks, kept in this process alone. */
export function memoryStore(options: { now?: () => Date } = {}): EventStore {
  return new MemoryStore(options.now ?? (() => new Date()));
}

class MemoryStore implements EventStore {
  readonly #now: () => Date;
  /** The row at position p lies at index p - 1. */
  readonly #rows: Row[] = [];
  readonly #streams = new Map<string, Row[]>();
  readonly #byId = new Map<string, Row>();
  readonly #wakers = new Set<() => void>();
  #lastInstant: Micros = 0n;
  #closed = false;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async append(stream: string, expectation: Expectation, events: readonly NewEvent[]): Promise<Appended | Conflict> {
    this.#assertOpen();
    const prepared = prepareAppend(stream, expectation, events);
    const repeated = repetition(stream, prepared, this.#byId);
    if (repeated) return repeated;
    const length = this.#streams.get(stream)?.length ?? 0;
    if (!holds(expectation, length)) return { kind: "conflict", actual: length === 0 ? null : length - 1 };
    return this.#write(stream, prepared);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    checkReadStream(options);
    return inDirection(this.#streams.get(stream) ?? [], options).map(toStored);
  }

  async readLast(stream: string): Promise<StoredEvent | null> {
    this.#assertOpen();
    const last = this.#streams.get(stream)?.at(-1);
    return last ? toStored(last) : null;
  }

  async readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    checkReadAll(options);
    return this.#after(options.after, options.limit);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    this.#assertOpen();
    checkSubscribe(options);
    return this.#follow(options);
  }

  async head(): Promise<Head> {
    this.#assertOpen();
    const clock = microsOf(this.#now());
    if (clock > this.#lastInstant) this.#lastInstant = clock;
    return { position: BigInt(this.#rows.length), settledAt: instantText(this.#lastInstant) };
  }

  async lastPosition(): Promise<bigint> {
    this.#assertOpen();
    return BigInt(this.#rows.length);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#wakers) wake();
  }

  #write(stream: string, prepared: readonly PreparedEvent[]): Appended {
    const clock = microsOf(this.#now());
    this.#lastInstant = clock > this.#lastInstant ? clock : this.#lastInstant + 1n;
    const recordedAt = instantText(this.#lastInstant);
    const own = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, own);
    for (const [index, event] of prepared.entries()) {
      const position = BigInt(this.#rows.length + 1);
      const row = { ...event, stream, revision: own.length, position, recordedAt, index, size: prepared.length };
      this.#rows.push(row);
      own.push(row);
      this.#byId.set(row.id, row);
    }
    for (const wake of this.#wakers) wake();
    const position = BigInt(this.#rows.length);
    return { kind: "appended", revision: own.length - 1, position, recordedAt, repeated: false };
  }

  #after(after: bigint, limit: number): readonly StoredEvent[] {
    const first = Number(after);
    return this.#rows.slice(first, wholeAppends(this.#rows, first, limit)).map(toStored);
  }

  async *#follow({ after, batchSize = defaultBatchSize, signal }: SubscribeOptions) {
    let cursor = after;
    while (!signal.aborted && !this.#closed) {
      const batch = this.#after(cursor, batchSize);
      const last = batch.at(-1);
      if (last === undefined) {
        await nextAppend(this.#wakers, signal);
      } else {
        cursor = last.position;
        yield batch;
      }
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error("The event store is closed.");
  }
}

/** The first answer again where exactly these ids were one append, null where none is known. */
function repetition(
  stream: string,
  prepared: readonly PreparedEvent[],
  byId: ReadonlyMap<string, Row>,
): Appended | null {
  const known = prepared.map((event) => byId.get(event.id));
  const offender = known.findIndex((row) => row !== undefined);
  if (offender === -1) return null;
  const same = known.every((row, index) => row?.stream === stream && row.index === index && row.size === known.length);
  const [first, last] = [known[0], known.at(-1)];
  if (!same || !first || !last || last.position - first.position !== BigInt(known.length - 1)) {
    throw idAlreadyStored(offender, prepared[offender]?.id ?? "", known[offender]?.stream ?? "");
  }
  const { revision, position, recordedAt } = last;
  return { kind: "appended", revision, position, recordedAt, repeated: true };
}

function holds(expectation: Expectation, length: number): boolean {
  if (expectation === "any") return true;
  if (expectation === "absent") return length === 0;
  if (expectation === "exists") return length > 0;
  return expectation.revision === length - 1;
}

/** The index after the last row to return: whole appends only, and at least one of them. */
function wholeAppends(rows: readonly Row[], first: number, limit: number): number {
  const end = Math.min(first + limit, rows.length);
  const last = rows[end - 1];
  if (last === undefined || end <= first || last.index === last.size - 1) return end;
  const appendStart = end - 1 - last.index;
  return appendStart > first ? appendStart : appendStart + last.size;
}

function inDirection(rows: readonly Row[], options: ReadStreamOptions): readonly Row[] {
  const { direction = "forward", limit = rows.length } = options;
  if (direction === "forward") {
    const from = options.from ?? 0;
    return rows.slice(from, from + limit);
  }
  const end = Math.min(options.from ?? rows.length, rows.length - 1) + 1;
  return rows.slice(Math.max(0, end - limit), end).toReversed();
}

/** A fresh object per read, so that a reader who changes one changes nobody else's. */
function toStored(row: Row): StoredEvent {
  const { id, type, stream, revision, position, recordedAt } = row;
  const data = JSON.parse(row.data) as JsonObject;
  const meta = JSON.parse(row.meta) as JsonObject;
  return { id, type, data, meta, stream, revision, position, recordedAt };
}

function nextAppend(wakers: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      wakers.delete(wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    wakers.add(wake);
    signal.addEventListener("abort", wake, { once: true });
  });
}
