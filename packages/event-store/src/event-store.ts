/**
 * The contract every engine keeps. An engine knows no event by name: it stores bytes of JSON in order.
 *
 * Three promises carry everything else:
 * 1. Positions rise in the order in which appends become visible: whoever has seen position p has seen all before it.
 * 2. All events of one append carry one `recordedAt`, and it is later than that of every earlier append.
 *    An instant therefore cuts the store at exactly one place, and never in the middle of an append.
 * 3. Appending the same event ids again answers as the first time did, whatever the expectation says.
 */

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

export interface NewEvent {
  /** UUID, chosen by the caller: the key of an idempotent retry. */
  readonly id: string;
  readonly type: string;
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
  /** True where these ids had been appended before and nothing was written now. */
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
  /** Exclusive. */
  readonly after: bigint;
  /** At most this many events; an append is never split, so one large append may exceed it. */
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

export interface EventStore {
  append(stream: string, expectation: Expectation, events: readonly NewEvent[]): Promise<Appended | Conflict>;
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  readLast(stream: string): Promise<StoredEvent | null>;
  readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]>;
  /**
   * Catch-up, then live. Yields batches in order, each whole appends only; the next one is read when the consumer
   * asks for it, so a slow consumer holds nothing but itself back. Ends when the signal aborts.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]>;
  head(): Promise<Head>;
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
