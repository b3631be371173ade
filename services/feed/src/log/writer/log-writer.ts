import { setTimeout as pause } from "node:timers/promises";
import { VerifiedTiles } from "@mingzhang/transparency-log";
import { showKeys } from "../keys/key-statement.ts";
import { LogRefusal } from "../log-refusal.ts";
import { grow, LockLost } from "./grow.ts";
import { beginLog, compareWithEvents, openLog, type OpenLog } from "./open-log.ts";
import { MergePromise, promisedWithinMs } from "./merge-promise.ts";
import type { PublicEvents } from "./public-events.ts";
import { publish, type Publishing, shownSize } from "./publish.ts";
import type { Submitted } from "./witnesses.ts";

export interface WriterLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/** How often what is done, in milliseconds. */
export interface Timing {
  /** How long a first record waits for those that come with it. */
  readonly gatherMs: number;
  /** From one checkpoint to the next while the log grows. */
  readonly intervalMs: number;
  /** A checkpoint is made after this time, however much there is still to take in. */
  readonly longestMs: number;
  /** After this time the same checkpoint is cosigned anew, so that its age says whether the log lives. */
  readonly recosignMs: number;
  /** Before the next try, where witnesses or a store did not answer. */
  readonly retryMs: number;
  /** Within this time an entry is under a published checkpoint: the log's promise. */
  readonly promiseMs: number;
}

const usualTiming: Timing = {
  gatherMs: 100,
  intervalMs: 1_000,
  longestMs: 10_000,
  recosignMs: 600_000,
  retryMs: 5_000,
  promiseMs: promisedWithinMs,
};

export interface WriterOptions extends Publishing {
  readonly origin: string;
  readonly events: PublicEvents;
  readonly log: WriterLog;
  readonly timing?: Partial<Timing>;
}

/** How the log is doing, for health pages and measurements. */
export interface LogStatus {
  /**
   * `held`: the quorum of witnesses is missing, the last checkpoint goes on being served; `trouble`: a store does not
   * answer; `refused`: something does not fit and nobody but an operator can say why.
   */
  readonly state: "starting" | "growing" | "held" | "trouble" | "refused";
  /** Entries that the lock store names. */
  readonly size: number;
  /** Entries under the checkpoint that the public sees. */
  readonly publishedSize: number;
  /** Age of the oldest entry that is not under it. */
  readonly waitingSeconds: number;
  readonly promiseBroken: boolean;
  readonly cause: string | null;
}

/** What the writer met last, beside its state: for whoever has to mend it. */
export interface LogNews {
  /** When it showed a checkpoint last; null where this process has shown none. */
  readonly publishedAt: Date | null;
  /** What the witnesses said to what was submitted last. */
  readonly answers: Submitted["answers"];
  /** Why it has stopped; null where it goes on. */
  readonly refusal: LogRefusal | null;
  /** What it met last while it was in trouble. */
  readonly trouble: unknown;
}

export interface LogWriter {
  status(): LogStatus;
  news(): LogNews;
  /** Resolves once nothing is written any more. */
  stop(): Promise<void>;
}

/**
 * Begins the log where there is none, and then lets it grow with the events until it is stopped. Throws the
 * `LogRefusal` of a changed origin; every other one is the state of the writer, and what was published goes on being
 * served.
 */
export async function startLogWriter(options: WriterOptions): Promise<LogWriter> {
  const writer = new Sequencer(options);
  try {
    await beginLog(options, options.origin, options.now());
  } catch (error) {
    if (!(error instanceof LogRefusal) || error.code === "origin-changed") throw error;
    writer.refuse(error);
    return writer;
  }
  writer.start();
  return writer;
}

class Sequencer implements LogWriter {
  readonly #options: WriterOptions;
  readonly #timing: Timing;
  readonly #stopping = new AbortController();
  readonly #promise: MergePromise;
  #state: LogStatus["state"] = "starting";
  #cause: string | null = null;
  #size = 0;
  #publishedSize = 0;
  #publishedAt = 0;
  #compared = 0;
  #toCompare: number | undefined;
  #newestKey = 0;
  #news: LogNews = { publishedAt: null, answers: [], refusal: null, trouble: null };
  #running: Promise<void> = Promise.resolve();

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#timing = { ...usualTiming, ...options.timing };
    this.#promise = new MergePromise(this.#timing.promiseMs);
  }

  start(): void {
    this.#running = this.#run();
  }

  status(): LogStatus {
    const { waitingMs, broken } = this.#promise.at(performance.now());
    return {
      state: this.#state,
      size: this.#size,
      publishedSize: this.#publishedSize,
      waitingSeconds: waitingMs / 1000,
      promiseBroken: broken,
      cause: this.#cause,
    };
  }

  news(): LogNews {
    return this.#news;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  refuse(refusal: LogRefusal): void {
    this.#set("refused", refusal.message);
    this.#news = { ...this.#news, refusal };
    this.#options.log.error({ code: refusal.code, place: refusal.place }, refusal.lines.join(" ｜ "));
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#session();
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        if (error instanceof LogRefusal) return this.refuse(error);
        if (error instanceof LockLost) this.#options.log.warn({}, "another writer grew the log, reading it anew");
        else this.#trouble(error);
        await this.#wait(pause(this.#timing.retryMs));
      }
    }
  }

  /** From reading the stores until something goes wrong. */
  async #session(): Promise<void> {
    let open = await this.#opened();
    let began = 0;
    while (!this.#stopping.signal.aborted) {
      await this.#wait(pause(Math.max(0, began + this.#timing.intervalMs - performance.now())));
      began = performance.now();
      open = await grow(open, { ...this.#options, enough: () => performance.now() - began > this.#timing.longestMs });
      this.#noteSize(open.checkpoint.size);
      if (await this.#isDue(open)) open = await this.#publish(open);
      this.#watchPromise();
      if (await this.#compareSome(open)) continue;
      await this.#wait(this.#options.events.more(this.#state === "held" ? this.#timing.retryMs : 10_000));
      await this.#wait(pause(this.#timing.gatherMs));
    }
  }

  async #opened(): Promise<OpenLog> {
    const open = await openLog(this.#options, this.#options.events);
    this.#noteSize(open.checkpoint.size);
    this.#publishedSize = open.publishedSize ?? 0;
    this.#publishedAt = 0;
    this.#newestKey = 0;
    await this.#showKeys(open);
    return open;
  }

  /** Shows the keys where another one has come to sign. */
  async #showKeys(open: OpenLog): Promise<void> {
    const { keys, storage, now, witnessPolicy: witnesses } = this.#options;
    const terms = await keys.terms();
    const newest = terms.at(-1)?.number ?? 0;
    if (newest === this.#newestKey) return;
    await showKeys(storage, terms, { ...this.#options, head: open.checkpoint, witnesses, now: now() });
    this.#newestKey = newest;
  }

  async #isDue(open: OpenLog): Promise<boolean> {
    const since = performance.now() - this.#publishedAt;
    if (this.#publishedAt === 0 || open.publishedSize === null) return true;
    if (this.#state === "held") return since > this.#timing.retryMs;
    const shown = (await shownSize(this.#options.storage)) ?? 0;
    return open.checkpoint.size > shown || since > this.#timing.recosignMs;
  }

  async #publish(open: OpenLog): Promise<OpenLog> {
    const { log, now } = this.#options;
    this.#publishedAt = performance.now();
    const { met, answers } = await publish(open, this.#options);
    this.#news = { ...this.#news, answers, ...(met ? { publishedAt: now() } : {}) };
    const failed = answers.filter(({ outcome }) => outcome !== "signed");
    if (failed.some(({ outcome }) => outcome === "ahead" || outcome === "forked")) {
      log.error({ answers: failed }, "a witness has cosigned another tree of this log: was a backup restored?");
    }
    if (!met) {
      if (this.#state !== "held")
        log.error({ answers: failed }, "the quorum of witnesses is missing: checkpoint held back");
      this.#set("held", failed.map(({ name, outcome, detail }) => `${name}: ${outcome}, ${detail}`).join("; "));
      return open;
    }
    if (this.#state === "held") log.info({}, "the quorum of witnesses is there again");
    this.#set("growing", null);
    this.#publishedSize = open.checkpoint.size;
    this.#promise.published(open.checkpoint.size);
    await this.#showKeys(open);
    return { ...open, publishedSize: open.checkpoint.size };
  }

  /** Compares some more of the older bundles with their events; false once all are compared. */
  async #compareSome(open: OpenLog): Promise<boolean> {
    // Whatever is newer than this run of the process was compared when it came.
    this.#toCompare ??= open.checkpoint.size;
    const until = performance.now() + this.#timing.intervalMs / 2;
    while (this.#compared < this.#toCompare && performance.now() < until) {
      this.#compared = await this.#compare(open, this.#compared);
    }
    return this.#compared < this.#toCompare;
  }

  async #compare({ checkpoint }: OpenLog, index: number): Promise<number> {
    const { storage, events } = this.#options;
    const tiles = await VerifiedTiles.open(storage, checkpoint);
    return compareWithEvents(storage, events, { tiles, index });
  }

  #noteSize(size: number): void {
    this.#size = size;
    this.#promise.taken(size, performance.now());
  }

  #watchPromise(): void {
    if (!this.#promise.newlyBroken(performance.now())) return;
    const facts = { size: this.#size, publishedSize: this.#publishedSize };
    this.#options.log.error(facts, "the merge promise is broken: an entry has waited too long for its checkpoint");
  }

  #trouble(err: unknown): void {
    this.#options.log.error({ err }, "the public log cannot grow at the moment");
    this.#news = { ...this.#news, trouble: err };
    this.#set("trouble", err instanceof Error ? err.message : String(err));
  }

  #set(state: LogStatus["state"], cause: string | null): void {
    this.#state = state;
    this.#cause = cause;
  }

  /** Waits for something, but not longer than until the writer is stopped. */
  async #wait(something: Promise<unknown>): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) {
      // Nobody waits for it any more, and what it needs may be closed before it is done.
      something.catch(() => undefined);
      return;
    }
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
      signal.addEventListener("abort", stop, { once: true });
    });
    try {
      await Promise.race([something, stopped]);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }
}
