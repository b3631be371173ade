/**
 * The contract every engine keeps. An engine knows no event by name: it stores bytes of JSON in order.
 *
 * Three promises carry everything else:
 * 1. Positions rise in the order in which appends become visible: whoever has seen position p has seen all before it.
 * 2. All events of one append carry one `recordedAt`, and it is later than that of every earlier append.
 *    An instant therefore cuts the store at exactly one place, and never in the middle of an append.
 * 3. Appending the same event ids again answers as the first time did, whatever the expectation says.
 *    "The same" is one append with the same ids in the same order on the same stream; the content is not compared.
 *    Ids that are known in any other constellation are an `InvalidEvent`.
 *    An engine may know an id in its own stream alone (EventStoreDB does); ids that name their stream are safe on all.
 */

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

export interface NewEvent {
  /** UUID in lower case, chosen by the caller: the key of an idempotent retry. */
  readonly id: string;
  /** 1 to 250 characters; a leading `$` is kept for engines. */
  readonly type: string;
  /** Plain JSON, at most 1 MiB together with `meta`; the order of keys is kept. NUL and lone surrogates are refused. */
  readonly data: JsonObject;
  /** What the caller says about the recording itself (actor, command, version): opaque to the engine. */
  readonly meta: JsonObject;
}

export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream, from 0 without a gap. */
  readonly revision: number;
  /** Place in the whole store; rises, may have gaps. */
  readonly position: bigint;
  /** UTC with microseconds, `2026-01-09T02:11:07.123456Z`; set by the engine. Text order is time order. */
  readonly recordedAt: string;
}

/** What the writer believes of the stream: `absent`, `exists`, `any`, or the revision of its last event. */
export type Expectation = "absent" | "exists" | "any" | { readonly revision: number };

export interface Appended {
  readonly kind: "appended";
  /** Revision and position of the last event of the append. */
  readonly revision: number;
  readonly position: bigint;
  readonly recordedAt: string;
  /**
   * True where these ids had been appended before and nothing was written now. That includes an engine that lost the
   * first answer and asked again: the caller sees its append once, with the place and time that it really got.
   */
  readonly repeated: boolean;
}

/** The expectation does not hold. Nothing was written. */
export interface Conflict {
  readonly kind: "conflict";
  /** Revision of the stream's last event, or null where the stream is absent. */
  readonly actual: number | null;
}

export interface Head {
  /** Position of the last event, 0 in an empty store. */
  readonly position: bigint;
  /** Everything recorded up to this instant is visible, and no later append will be recorded at or before it. */
  readonly settledAt: string;
}

export interface ReadAllOptions {
  /** Exclusive: 0, or the position of an append's last event, as every batch ends with one. */
  readonly after: bigint;
  /** At most this many events, in whole appends; only an append that is larger by itself exceeds it. */
  readonly limit: number;
}

export interface ReadStreamOptions {
  /** Inclusive first revision; default 0 forward, the last one backward. */
  readonly from?: number;
  readonly direction?: "forward" | "backward";
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** Exclusive: the last position already dealt with. */
  readonly after: bigint;
  readonly batchSize?: number;
  readonly signal: AbortSignal;
}

/** Where `from`, `limit`, `after` or `batchSize` make no sense, reading throws a `RangeError` that names it. */
export interface EventStore {
  /**
   * All events or none. Rejects with `InvalidEvent` for input that no engine stores, with `OutcomeUnknown` where the
   * engine cannot tell, and with any other error where nothing was written.
   * `stream` is 1 to 250 characters; a leading `$` is kept for engines.
   */
  append(stream: string, expectation: Expectation, events: readonly NewEvent[]): Promise<Appended | Conflict>;
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  readLast(stream: string): Promise<StoredEvent | null>;
  readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]>;
  /**
   * Catch-up, then live. Yields batches in order, each whole appends only; the next one is read when the consumer
   * asks for it, so a slow consumer holds nothing but itself back. Ends when the signal aborts or the store closes.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]>;
  /** Settles an instant, which some engines have to write down: for answers that name one, not for watching. */
  head(): Promise<Head>;
  /** Position of the last event, 0 in an empty store; writes nothing, so it may be asked as often as a probe likes. */
  lastPosition(): Promise<bigint>;
  /** Appends already accepted are finished first; subscriptions end. */
  close(): Promise<void>;
}

/** The input can never be stored: names the field, the value and the remedy. */
export class InvalidEvent extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = "InvalidEvent";
    this.field = field;
  }
}

/** The engine did not answer: the append may or may not have happened. Retry with the same ids. */
export class OutcomeUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OutcomeUnknown";
  }
}
