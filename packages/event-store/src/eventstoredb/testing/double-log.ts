import { setTimeout as sleep } from "node:timers/promises";

/** What a server keeps of one event. */
export interface LogRecord extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  /** Offset in bytes in the log; commit and prepare position are the same, as with every event that commits itself. */
  readonly position: bigint;
  /** Ticks of 100 ns since 1970, taken for each event by itself. */
  readonly created: bigint;
}

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type ExpectedRevision = "any" | "no stream" | "stream exists" | number;

export type Decision =
  | { readonly kind: "written" | "idempotent"; readonly last: LogRecord }
  /** -1: the stream does not exist. */
  | { readonly kind: "wrong revision"; readonly current: number }
  /** Some of the ids are known, and some are not. */
  | { readonly kind: "corrupted" };

/** Bytes of a record beside what the caller gave: headers, ids, lengths. */
const recordOverhead = 117;
const statisticsEvery = 7;

/**
 * One log in commit order, as the nodes of a cluster share it. Checks and idempotency follow the server's source of
 * March 2025: with an exact expectation the ids are compared with what lies behind it, with `any` only ids that are
 * still remembered are found, and an expectation that holds looks at no id at all.
 */
export class DoubleLog {
  readonly #ticks: () => bigint;
  readonly #records: LogRecord[] = [];
  readonly #streams = new Map<string, LogRecord[]>();
  readonly #remembered = new Map<string, LogRecord>();
  readonly #followers = new Set<() => void>();
  #end = 1024n;
  #committed = 0;
  #committing: Promise<void> = Promise.resolve();
  #uncommitted = 0;
  #appends = 0;
  /** Milliseconds, at most, between an append's position and its commit; commits keep the order of positions. */
  commitDelayMs = 0;

  constructor(ticks: () => bigint) {
    this.#ticks = ticks;
    this.#write("$settings", [systemEvent("$UserCreated")]);
    this.#committed = this.#records.length;
  }

  append(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): Decision {
    const decision = this.#decide(stream, expected, events);
    if (decision !== "ok") return decision;
    const last = this.#write(stream, events);
    this.#appends += 1;
    if (this.#appends % statisticsEvery === 0) this.#write("$stats-127.0.0.1:2113", [systemEvent("$statsCollected")]);
    this.#commit(this.#records.length);
    return { kind: "written", last };
  }

  /** Settles when the record is visible to every reader. */
  async committed(record: LogRecord): Promise<void> {
    while (!this.isCommitted(record)) await this.#committing;
  }

  isCommitted(record: LogRecord): boolean {
    const newest = this.#records[this.#committed - 1];
    return newest !== undefined && record.position <= newest.position;
  }

  /** What readers see of the whole log. */
  all(): readonly LogRecord[] {
    return this.#committed === this.#records.length ? this.#records : this.#records.slice(0, this.#committed);
  }

  /** The offset at which the next record will lie. */
  get end(): bigint {
    return this.#end;
  }

  /** What readers see of a stream; null where it does not exist. */
  stream(name: string): readonly LogRecord[] | null {
    const records = this.#streams.get(name) ?? [];
    const last = records.at(-1);
    const visible = last && !this.isCommitted(last) ? records.filter((record) => this.isCommitted(record)) : records;
    return visible.length === 0 ? null : visible;
  }

  /** Calls back after every commit, until the returned function is called. */
  follow(wake: () => void): () => void {
    this.#followers.add(wake);
    return () => this.#followers.delete(wake);
  }

  /** What a restart does: the memory of ids is gone, the log is not. */
  forgetIds(): void {
    this.#remembered.clear();
  }

  #decide(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): Decision | "ok" {
    const records = this.#streams.get(stream) ?? [];
    const current = records.length - 1;
    const wrong: Decision = { kind: "wrong revision", current };
    if (expected === "stream exists" && current < 0) return wrong;
    if (expected === "any" || expected === "stream exists") {
      const found = events.map(({ id }) => this.#remembered.get(id)).map((r) => (r?.stream === stream ? r : undefined));
      if (found[0] === undefined) return "ok";
      const last = found.at(-1);
      return last && found.every(Boolean) ? { kind: "idempotent", last } : { kind: "corrupted" };
    }
    const revision = expected === "no stream" ? -1 : expected;
    if (revision === current) return "ok";
    if (revision > current) return wrong;
    const behind = records.slice(revision + 1, revision + 1 + events.length);
    const same = events.filter(({ id }, index) => behind[index]?.id === id).length;
    const last = behind.at(-1);
    if (last && same === events.length) return { kind: "idempotent", last };
    return behind[0]?.id === events[0]?.id ? { kind: "corrupted" } : wrong;
  }

  #write(stream: string, events: readonly ProposedEvent[]): LogRecord {
    const own = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, own);
    let last: LogRecord | undefined;
    for (const event of events) {
      last = { ...event, stream, revision: own.length, position: this.#end, created: this.#ticks() };
      this.#end = endOf(last);
      own.push(last);
      this.#records.push(last);
      this.#remembered.set(event.id, last);
    }
    if (!last) throw new Error("The double was asked to append nothing.");
    return last;
  }

  #commit(end: number): void {
    const most = this.commitDelayMs;
    if (most === 0 && this.#uncommitted === 0) return this.#show(end);
    this.#uncommitted += 1;
    this.#committing = this.#commitAfter(this.#committing, end, Math.random() * most);
  }

  async #commitAfter(before: Promise<void>, end: number, delayMs: number): Promise<void> {
    await before;
    await sleep(delayMs);
    this.#uncommitted -= 1;
    this.#show(end);
  }

  #show(end: number): void {
    this.#committed = end;
    for (const wake of this.#followers) wake();
  }
}

/** The offset behind a record. */
export function endOf({ position, data, metadata, type, stream }: LogRecord): bigint {
  return (
    position + BigInt(recordOverhead + data.length + metadata.length + 2 * type.length + Buffer.byteLength(stream))
  );
}

function systemEvent(type: string): ProposedEvent {
  const data = Buffer.from(JSON.stringify({ system: true }));
  return { id: crypto.randomUUID(), type, json: true, data, metadata: new Uint8Array() };
}
