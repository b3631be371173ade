import { setTimeout as sleep } from "node:timers/promises";
import type streams from "@eventstore/db-client/generated/streams_pb.js";
import type { Head } from "../event-store.ts";
import { instantText, type Micros } from "../instant.ts";
import type { Checkpoints } from "./checkpoints.ts";
import type { Connection } from "./connection.ts";
import type { AppendPart } from "./envelope.ts";
import type { InstantFold } from "./instant-fold.ts";
import type { Names } from "./names.ts";
import { recordedEvent, type RecordedEvent } from "./recorded-event.ts";
import { placeOf, readAllRequest, subscribeRequest, type Place } from "./requests.ts";
import { NoAnswer, pauseMs, Unreadable } from "./trouble.ts";

export interface TimelineOptions {
  readonly connection: Connection;
  readonly names: Names;
  /** What is known of the log already. */
  readonly fold: InstantFold;
  readonly checkpoints: Checkpoints;
  /** How long a call may take, and how long to trust that silence means no event while somebody waits for one. */
  readonly answerMs: number;
  readonly doubtMs: number;
  /** Events between two checkpoints. */
  readonly checkpointEvery: number;
  readonly onTrouble: (error: Error) => void;
}

/** An append that was folded a short while ago. */
export interface Landed {
  readonly instant: Micros;
  /** Of its last event so far. */
  readonly position: bigint;
  readonly complete: boolean;
}

const recentAppends = 10_000;
const recentMarks = 1_000;
const pageSize = 1_000;

/**
 * Follows the log and folds it. One subscription serves the whole store: it tells readers the instants of events, and
 * followers that there is something to read. Subscriptions never resume by themselves: this one reads on from the last
 * thing it heard of, begins again behind that, and lets go by its position what comes twice.
 */
export class Timeline {
  readonly #options: TimelineOptions;
  readonly #fold: InstantFold;
  readonly #looks = new Set<() => void>();
  readonly #landed = new Map<string, Landed>();
  readonly #marks = new Map<string, Head>();
  readonly #closing = new AbortController();
  #place: Place;
  #subscription = new AbortController();
  #heardAt = Date.now();
  #sinceCheckpoint = 0;
  #broken: Error | null = null;
  readonly #following: Promise<void>;

  constructor(options: TimelineOptions) {
    this.#options = options;
    this.#fold = options.fold;
    this.#place = placeOf(options.fold.position);
    this.#following = this.#follow();
  }

  /** Of the last event of a caller that was folded. */
  get dataPosition(): bigint {
    return this.#fold.dataPosition;
  }

  /** Settles when everything up to the position is folded. Rejects when the time is over, and where it is hopeless. */
  reached(position: bigint, until: number): Promise<void> {
    return this.#wait(() => this.#fold.position >= position, until);
  }

  /** Settles when the attempt is folded as a whole, or everything is up to where the server says that it lies. */
  landing(attempt: string, position: bigint, until: number): Promise<void> {
    return this.#wait(() => this.#landed.get(attempt)?.complete || this.#fold.position >= position, until);
  }

  /** What a mark settles, as soon as it is folded. */
  async settledBy(mark: string, until: number): Promise<Head> {
    await this.#wait(() => this.#marks.has(mark), until);
    const head = this.#marks.get(mark);
    if (!head) throw new Error("A mark was passed without being seen.");
    return head;
  }

  /** Resolves true as soon as an event of a caller lies behind the position, false after the time or the abort. */
  waitForData(after: bigint, options: { readonly timeoutMs: number; readonly signal: AbortSignal }): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = (found: boolean): void => {
        clearTimeout(timer);
        this.#looks.delete(look);
        options.signal.removeEventListener("abort", abort);
        if (this.#broken) reject(this.#broken);
        else resolve(found);
      };
      const abort = (): void => end(false);
      const look = (): void => {
        if (this.#fold.dataPosition > after || this.#broken) end(true);
      };
      const timer = setTimeout(abort, options.timeoutMs);
      this.#looks.add(look);
      options.signal.addEventListener("abort", abort, { once: true });
      if (options.signal.aborted) abort();
      else look();
    });
  }

  /** Asks by a read of its own whether the subscription has kept silent about something. */
  async check(): Promise<void> {
    const { connection, answerMs } = this.#options;
    const request = readAllRequest({ prefixes: this.#prefixes(), from: this.#place, count: 2 });
    for await (const response of connection.read(request, { timeoutMs: answerMs })) {
      const event = recordedEvent(response);
      if (event && event.position > this.#fold.position) return this.#doubt();
    }
  }

  /** Of the last event of a caller in the log, whether it was folded yet or not. */
  async lastPosition(): Promise<bigint> {
    const { connection, answerMs, names } = this.#options;
    let [from, last] = [this.#place, this.#fold.dataPosition];
    for (let read = pageSize; read === pageSize;) {
      read = 0;
      const request = readAllRequest({ prefixes: [names.prefix], from, count: pageSize });
      for await (const response of connection.read(request, { timeoutMs: answerMs })) {
        const event = recordedEvent(response);
        read += 1;
        if (!event || event.position <= last) continue;
        last = event.position;
        from = placeOf(last);
      }
    }
    return last;
  }

  instantOf(first: Pick<RecordedEvent, "position" | "created">): Micros {
    return this.#fold.instantOf(first);
  }

  /** What became of an attempt, where it was folded not too long ago. */
  landed(append: string): Landed | undefined {
    return this.#landed.get(append);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#subscription.abort();
    this.#look();
    await this.#following;
  }

  #wait(done: () => boolean, until: number): Promise<void> {
    if (done()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        clearInterval(timer);
        this.#looks.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const look = (): void => {
        if (done()) end();
        else if (this.#broken) end(this.#broken);
        else if (this.#closing.signal.aborted) end(new Error("The event store is closed."));
        else if (Date.now() >= until) end(new NoAnswer(`The log is known up to ${this.#fold.position} only.`));
      };
      const timer = setInterval(() => {
        look();
        this.#doubt();
      }, this.#options.doubtMs);
      this.#looks.add(look);
      look();
    });
  }

  async #follow(): Promise<void> {
    const { connection, onTrouble } = this.#options;
    for (let attempt = 0; !this.#closing.signal.aborted && !this.#broken; attempt += 1) {
      this.#subscription = new AbortController();
      const { signal } = this.#subscription;
      this.#heardAt = Date.now();
      try {
        await this.#catchUp(signal);
        const request = subscribeRequest({ prefixes: this.#prefixes(), after: this.#place });
        for await (const response of connection.read(request, { timeoutMs: null, signal })) {
          attempt = 0;
          this.#take(response);
        }
      } catch (error) {
        if (error instanceof Unreadable) this.#broken = error;
        if (!signal.aborted) onTrouble(error as Error);
      }
      this.#look();
      if (!signal.aborted) await sleep(pauseMs(attempt), undefined, { signal: this.#closing.signal }).catch(() => null);
    }
  }

  /** Reads to the end: a subscription may say nothing for ever, a read has its time. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    const { connection, answerMs } = this.#options;
    for (let read = pageSize; read === pageSize;) {
      read = 0;
      const request = readAllRequest({ prefixes: this.#prefixes(), from: this.#place, count: pageSize });
      for await (const response of connection.read(request, { timeoutMs: answerMs, signal })) {
        this.#take(response);
        read += 1;
      }
    }
  }

  #take(response: streams.ReadResp): void {
    this.#heardAt = Date.now();
    const checkpoint = response.getCheckpoint();
    if (checkpoint) {
      const commit = BigInt(checkpoint.getCommitPosition());
      if (commit > this.#place.commit) this.#place = { commit, prepare: BigInt(checkpoint.getPreparePosition()) };
    }
    const event = recordedEvent(response);
    if (event && event.position > this.#fold.position) this.#takeEvent(event);
  }

  #takeEvent(event: RecordedEvent): void {
    const { prefix, clock } = this.#options.names;
    const isData = event.stream.startsWith(prefix);
    if (!isData && event.stream !== clock) return;
    const instant = this.#fold.step(event, isData);
    this.#place = placeOf(event.position);
    if (isData) this.#landed.set(event.append, landedNow(event, instant));
    else this.#marks.set(event.id, { position: this.#fold.dataPosition, settledAt: instantText(instant) });
    keepNewest(this.#landed, recentAppends);
    keepNewest(this.#marks, recentMarks);
    this.#keep();
    this.#look();
  }

  #keep(): void {
    this.#sinceCheckpoint += 1;
    const { checkpoints, checkpointEvery, onTrouble } = this.#options;
    if (this.#sinceCheckpoint < checkpointEvery || !this.#fold.atBoundary) return;
    this.#sinceCheckpoint = 0;
    checkpoints.keep(this.#fold).catch(onTrouble);
  }

  /** Reads on and begins the subscription anew where nothing was heard of it for a while. */
  #doubt(): void {
    if (Date.now() - this.#heardAt < this.#options.doubtMs) return;
    this.#subscription.abort();
  }

  #prefixes(): readonly string[] {
    const { prefix, clock } = this.#options.names;
    return [prefix, clock];
  }

  #look(): void {
    for (const look of this.#looks) look();
  }
}

function landedNow({ position, index, size }: AppendPart & { position: bigint }, instant: Micros): Landed {
  return { instant, position, complete: index + 1 === size };
}

/** Lets the oldest entries go. */
function keepNewest(map: Map<string, unknown>, most: number): void {
  if (map.size <= most) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
