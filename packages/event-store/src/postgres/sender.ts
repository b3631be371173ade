import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { OutcomeUnknown, type Appended, type Conflict } from "../event-store.ts";
import type { AppendRequest, Outcome } from "./append-request.ts";
import type { Audience } from "./audience.ts";
import { Appender } from "./appender.ts";
import type { SchemaNames } from "./schema.ts";
import type { Written } from "./recent-appends.ts";
import { isOfItsSession, withRemedy } from "./remedies.ts";
import { closeSession, openSession } from "./sessions.ts";
import { fateOf, pauseMs } from "./trouble.ts";

export interface SenderOptions {
  readonly config: pg.ClientConfig;
  readonly names: SchemaNames;
  readonly audience: Audience;
  readonly inStep: string | undefined;
  /** How long an append is tried before its caller hears that the database did not answer. */
  readonly patienceMs: number;
  /** What a group has written, in the order of positions, after those who appended have been answered. */
  readonly onAppended: (written: readonly Written[]) => void;
  readonly onTrouble: (error: Error) => void;
}

interface Pending extends AppendRequest {
  readonly bytes: number;
  readonly deadline: number;
  /** True from the moment at which an attempt may have reached the database without an answer. */
  uncertain: boolean;
  readonly resolve: (answer: Appended | Conflict) => void;
  readonly reject: (error: Error) => void;
}

interface Attempt {
  readonly outcomes: readonly Outcome[];
  readonly announced: boolean;
}

/** What may wait in this process: more could not be sent within anybody's patience. */
const mostWaitingBytes = 64 * 1024 * 1024;

/** Bounds on one group: enough to share a commit among many, and small enough to keep each one's wait short. */
const groupAppends = 256;
const groupBytes = 4 * 1024 * 1024;

/**
 * Group commit without a timer: while one group is on its way, the next one gathers. One sender on one connection
 * keeps the order of arrival; where nobody else waits, a group is a single append.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #session: SenderSession;
  readonly #appender: Appender;
  readonly #queue: Pending[] = [];
  #waitingBytes = 0;
  #closed = false;
  #running: Promise<void> | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#session = new SenderSession(options, () => this.#wake());
    this.#appender = new Appender(options.names, options.inStep);
  }

  append(request: AppendRequest): Promise<Appended | Conflict> {
    let bytes = 0;
    for (const event of request.events) bytes += event.bytes;
    return new Promise((resolve, reject) => {
      if (this.#waitingBytes + bytes > mostWaitingBytes && this.#queue.length > 0) {
        reject(new Error(`Nothing was appended: ${this.#queue.length} appends wait already; try again later.`));
        return;
      }
      this.#waitingBytes += bytes;
      const deadline = Date.now() + this.#options.patienceMs;
      const { stream, expectation, events } = request;
      this.#queue.push({ stream, expectation, events, bytes, deadline, uncertain: false, resolve, reject });
      this.#wake();
    });
  }

  /** Finishes what was accepted. */
  async close(): Promise<void> {
    await this.#running;
    this.#closed = true;
    this.#session.close();
  }

  #wake(): void {
    if (!this.#closed) this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0 || this.#options.audience.isDue) {
        const group = takeGroup(this.#queue);
        if (group.length === 0) await this.#tendAudience();
        for (const { bytes } of group) this.#waitingBytes -= bytes;
        const alone = group.length === 1;
        await this.#deliver(group);
        // Those who were just answered may have more to append: the next group is to have them all, not the quickest.
        if (!alone || this.#queue.length > 1) await nextTurn();
      }
    } finally {
      this.#running = undefined;
    }
  }

  async #deliver(group: Pending[]): Promise<void> {
    for (let attempt = 0; group.length > 0; attempt += 1) {
      try {
        this.#settle(group, await this.#attempt(group));
        return;
      } catch (error) {
        const cause = error instanceof Error ? error : new Error(String(error));
        if (fateOf(cause) === "final") {
          for (const pending of group) pending.reject(failure(pending, cause));
          return;
        }
        this.#options.onTrouble(cause);
        giveUpOn(group, cause);
        giveUpOn(this.#queue, cause);
        this.#waitingBytes = this.#queue.reduce((sum, { bytes }) => sum + bytes, 0);
        await sleep(pauseMs(attempt));
      }
    }
  }

  /** Where it fails, followers look for themselves. */
  async #tendAudience(): Promise<void> {
    try {
      await this.#options.audience.tend(await this.#session.ready());
    } catch (error) {
      this.#options.onTrouble(error instanceof Error ? error : new Error(String(error)));
      this.#session.drop();
    }
  }

  async #attempt(group: readonly Pending[]): Promise<Attempt> {
    const client = this.#session.standing ?? (await this.#session.ready());
    try {
      const { audience } = this.#options;
      if (audience.isDue) await audience.tend(client);
      const announced = audience.isElsewhere;
      return { outcomes: await this.#appender.append(client, group, announced), announced };
    } catch (error) {
      this.#appender.forget();
      if (isOfItsSession(error)) this.#session.drop();
      if (fateOf(error) === "unknown") {
        this.#session.drop();
        for (const pending of group) pending.uncertain = true;
      }
      throw error;
    }
  }

  #settle(group: readonly Pending[], { outcomes, announced }: Attempt): void {
    const written: Written[] = [];
    for (const [index, pending] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined || outcome instanceof Error) {
        pending.reject(outcome ?? new Error("An append of the group has no outcome."));
        continue;
      }
      if (outcome.kind === "appended" && !outcome.repeated) written.push({ request: pending, appended: outcome });
      pending.resolve(outcome);
    }
    const last = written.at(-1);
    if (!last) return;
    this.#options.audience.appended(last.appended.position, announced);
    this.#options.onAppended(written);
  }
}

/** Two appends with a common id never share a group: the second one must find what became of the first. */
function takeGroup(queue: Pending[]): Pending[] {
  if (queue.length === 1) return queue.splice(0);
  const ids = new Set<string>();
  let bytes = 0;
  let count = 0;
  for (const pending of queue) {
    if (count === groupAppends || pending.events.some((event) => ids.has(event.id))) break;
    for (const event of pending.events) ids.add(event.id);
    bytes += pending.bytes;
    if (count > 0 && bytes > groupBytes) break;
    count += 1;
  }
  return queue.splice(0, count);
}

/** Answers and removes those whose time is up. */
function giveUpOn(group: Pending[], cause: Error): void {
  const now = Date.now();
  for (let index = group.length - 1; index >= 0; index -= 1) {
    const pending = group[index];
    if (pending === undefined || pending.deadline > now) continue;
    group.splice(index, 1);
    pending.reject(failure(pending, cause));
  }
}

/** Once an attempt has lost its answer, no later failure makes it certain again that nothing was written. */
function failure(pending: Pending, cause: Error): Error {
  return pending.uncertain
    ? new OutcomeUnknown("The database did not say whether it appended. Retry with the same ids.", { cause })
    : new Error(`Nothing was appended: ${withRemedy(cause)}`, { cause });
}

/**
 * The sender's one connection. An attempt that lost its answer may still be running in the server, waiting for the
 * lock: before the next attempt its session is ended there, so that it cannot append after a later attempt was refused.
 */
class SenderSession {
  readonly #options: SenderOptions;
  readonly #onDue: () => void;
  readonly #name: string;
  #client: pg.Client | undefined;
  #mustFence = false;

  constructor(options: SenderOptions, onDue: () => void) {
    this.#options = options;
    this.#onDue = onDue;
    this.#name = `${options.names.schema} append ${randomUUID().slice(0, 8)}`;
  }

  /** The connection where there is one. */
  get standing(): pg.Client | undefined {
    return this.#client;
  }

  async ready(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    const client = await openSession(this.#options.config, this.#name, (error, lost) => {
      if (this.#client === lost) this.drop();
      this.#options.onTrouble(error);
    });
    try {
      if (this.#mustFence) await endEarlierSessions(client);
      await this.#options.audience.attach(client, this.#onDue);
    } catch (error) {
      closeSession(client);
      throw error;
    }
    this.#mustFence = false;
    this.#client = client;
    return client;
  }

  drop(): void {
    this.#mustFence = true;
    this.close();
  }

  close(): void {
    if (this.#client) closeSession(this.#client);
    this.#client = undefined;
    this.#options.audience.forget();
  }
}

const fenceMs = 2_000;

async function endEarlierSessions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ended: string }>(
    `select pg_terminate_backend(pid, $1) as ended from pg_stat_activity
     where application_name = current_setting('application_name') and pid <> pg_backend_pid()
       and usename = current_user and datname = current_database()`,
    [fenceMs],
  );
  if (rows.some((row) => row.ended !== "t")) {
    // Its code is that of a lost connection: the delivery goes on, and asks again whether the session is gone.
    throw Object.assign(new Error("An earlier session of this store has not ended yet."), { code: "ECONNRESET" });
  }
}
