import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { RecentAppends, type Written } from "./recent-appends.ts";
import type { SchemaNames } from "./schema.ts";
import { closeSession, openSession } from "./sessions.ts";
import { fateOf, pauseMs } from "./trouble.ts";

export interface ListenerOptions {
  readonly config: pg.ClientConfig;
  readonly names: SchemaNames;
  readonly onTrouble: (error: Error) => void;
}

const position = /^\d{1,19}$/;

/**
 * Says when it is worth looking into the table, and nothing more: what it says may come late, twice or, while the
 * connection is away, not at all. It listens as long as somebody follows, on one connection for all of them.
 */
export class Listener {
  readonly #options: ListenerOptions;
  readonly recent = new RecentAppends();
  readonly #followers = new Set<() => void>();
  #following = 0;
  #client: pg.Client | undefined;
  #backend: number | undefined;
  #connecting = false;
  #closed = false;
  #announced = 0n;
  #turn = 0;
  #reconnects = 0;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** What had been announced up to now: taken before a read, it tells afterwards whether the read was too early. */
  moment(): Moment {
    return { turn: this.#turn, reconnects: this.#reconnects };
  }

  /** The highest position that was announced so far. */
  get announced(): bigint {
    return this.#announced;
  }

  /** The process of its session in the server, where it has one. */
  get backend(): number | undefined {
    return this.#backend;
  }

  announce(upTo: bigint): void {
    if (upTo <= this.#announced) return;
    this.#announced = upTo;
    this.#turn += 1;
    this.#wake();
  }

  /** Appends of this process; they are kept while somebody follows. */
  appended(written: readonly Written[]): void {
    const last = written.at(-1);
    if (!last) return;
    if (this.#following > 0) for (const one of written) this.recent.add(one);
    this.announce(last.appended.position);
  }

  /** Counts a follower, until the answer is called. */
  followed(): () => void {
    this.#following += 1;
    return () => {
      this.#following -= 1;
      if (this.#following === 0) this.recent.forget();
    };
  }

  /** Resolves true as soon as there may be events after `after` since the moment, false after the time or abort. */
  wait(after: bigint, since: Moment, options: { timeoutMs: number; signal: AbortSignal }): Promise<boolean> {
    const due = () => this.#reconnects !== since.reconnects || (this.#turn !== since.turn && this.#announced > after);
    return new Promise((resolve) => {
      const end = (woken: boolean) => {
        this.#followers.delete(look);
        clearTimeout(timer);
        options.signal.removeEventListener("abort", abort);
        resolve(woken);
      };
      const look = () => {
        if (due()) end(true);
      };
      const abort = () => end(false);
      const timer = setTimeout(abort, options.timeoutMs);
      this.#followers.add(look);
      options.signal.addEventListener("abort", abort, { once: true });
      if (options.signal.aborted) abort();
      else look();
    });
  }

  /** Starts listening where nobody has yet; called again, it does nothing. */
  open(): void {
    if (this.#client || this.#connecting || this.#closed) return;
    this.#connecting = true;
    void this.#connect().finally(() => {
      this.#connecting = false;
    });
  }

  /** The table had events that were not announced: the connection is dead without knowing it, or was never heard. */
  doubt(): void {
    if (this.#client) this.#lose(this.#client);
  }

  close(): void {
    this.#closed = true;
    if (this.#client) closeSession(this.#client);
    this.#client = undefined;
  }

  async #connect(): Promise<void> {
    for (let attempt = 0; !this.#closed; attempt += 1) {
      try {
        await this.#listen();
        return;
      } catch (error) {
        this.#options.onTrouble(error as Error);
        // The followers poll meanwhile, and their own reads tell them where an error is there to stay.
        if (fateOf(error) === "final") return;
        await sleep(pauseMs(attempt));
      }
    }
  }

  async #listen(): Promise<void> {
    const { config, names, onTrouble } = this.#options;
    const client = await openSession(config, `${names.schema} listen`, (error, lost) => {
      onTrouble(error);
      this.#lose(lost);
    });
    client.on("notification", ({ payload = "" }) => {
      // Whoever may connect to the database may write into the channel.
      if (position.test(payload)) this.announce(BigInt(payload));
    });
    this.#backend = backendOf(client);
    try {
      // Who sees the lock, or hears that it was taken, announces from then on.
      await client.query(
        `select pg_advisory_lock_shared(${names.listenLock}); listen ${names.channel}; notify ${names.listeners}`,
      );
    } catch (error) {
      closeSession(client);
      throw error;
    }
    if (this.#closed) return closeSession(client);
    this.#client = client;
    // Whatever was appended before this moment may have been announced to nobody.
    this.#reconnects += 1;
    this.#wake();
  }

  #lose(client: pg.Client): void {
    closeSession(client);
    if (this.#client !== client) return;
    this.#client = undefined;
    this.open();
  }

  #wake(): void {
    for (const look of this.#followers) look();
  }
}

/** The driver keeps it, and its types do not say so. */
function backendOf(client: pg.Client): number | undefined {
  const { processID } = client as { readonly processID?: unknown };
  return typeof processID === "number" ? processID : undefined;
}

export interface Moment {
  readonly turn: number;
  readonly reconnects: number;
}
