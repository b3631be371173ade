import type pg from "pg";
import { inOneStatement, type LastStatement, type Part } from "./one-statement.ts";

/**
 * Statements of one transaction whose answers are needed at its end only. Nobody waits for them one by one: a
 * connection that pipelines sends a batch of however many tables in one turn to the server and back, and any other is
 * busy with one while the next is put together.
 */
export class Sends {
  private readonly client: pg.Client;
  private underway: Promise<void>[] = [];
  private failed: { readonly error: unknown } | null = null;
  private gathering = false;
  private checks = 0;
  private last: Promise<unknown> | null = null;
  private held: Map<string, Part> | null = null;
  private begun = false;
  private readonly together = new Map<string, { readonly name: string; readonly text: string }>();

  constructor(client: pg.Client) {
    this.client = client;
  }

  /** Whether an answer that is under way has to be looked at before anything is kept. */
  get isChecking(): boolean {
    return this.checks > 0;
  }

  begin(): void {
    this.begun = true;
    this.send("begin");
  }

  /**
   * Begins a transaction of which nothing is sent as long as it consists of parts. With its last statement it is one
   * statement then: six, with `begin` and `commit`, would take the server and the program twice the time.
   */
  hold(): void {
    this.begun = false;
    this.held = new Map();
  }

  /** Whether nothing was sent of the transaction up to now. */
  get isHolding(): boolean {
    return this.held !== null;
  }

  /** What else is written to the table in the same transaction is no part of the same statement. */
  part(table: string, part: Part): void {
    if (this.held && !this.held.has(table)) this.held.set(table, part);
    else this.send(asQuery(part));
  }

  /** The last statement of a transaction; of one that was held, with all its parts, and then nothing is to commit. */
  askLast<R extends pg.QueryResultRow>(last: LastStatement): Promise<pg.QueryResult<R>> {
    const parts = [...(this.held?.values() ?? [])];
    this.held = null;
    const names = [...parts, last].map(({ name }) => name).join(", ");
    const known = this.together.get(names) ?? { name: `one ${this.together.size}`, text: inOneStatement(parts, last) };
    this.together.set(names, known);
    return this.ask({ ...known, values: [...last.values, ...parts.flatMap(({ values }) => values)] });
  }

  /** Undoes what was begun. Where the connection is what broke, the server does. */
  async undo(): Promise<void> {
    this.held = null;
    if (this.begun) await this.ask("rollback").catch(() => undefined);
  }

  /** `check` gets the number of rows, and throws where it is another one than it should be. */
  send(query: string | pg.QueryConfig, check?: (rows: number) => void): void {
    this.release();
    this.gather();
    if (check) this.checks += 1;
    this.defer(() => this.client.query(query).then(({ rowCount }) => check?.(rowCount ?? 0)));
  }

  /** Something else that the connection is to do, and that has to have gone well in the end. */
  defer(work: () => Promise<void>): void {
    this.release();
    this.underway.push(
      this.inTurn(work).catch((error: unknown) => {
        this.failed ??= { error };
      }),
    );
  }

  /** A question in between, answered on what was sent before it. */
  ask<R extends pg.QueryResultRow>(query: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult<R>> {
    this.release();
    return this.inTurn(() => this.client.query<R>(query as pg.QueryConfig, values));
  }

  /** What comes now is more than a part: what was held goes before it. */
  private release(): void {
    const { held } = this;
    if (!held) return;
    this.held = null;
    this.begin();
    for (const part of held.values()) this.send(asQuery(part));
  }

  /** The driver takes one thing after the other, but for a connection that pipelines. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.client.pipeline) return work();
    const done = this.last ? this.last.then(work) : work();
    const settled = done.then(
      () => undefined,
      () => undefined,
    );
    this.last = settled;
    return done.finally(() => {
      if (this.last === settled) this.last = null;
    });
  }

  /** What is sent before the program waits for anything goes into one packet: each of its own would wake the server. */
  private gather(): void {
    if (this.gathering || !this.client.pipeline) return;
    const { stream } = this.client.connection;
    this.gathering = true;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }

  /** Waits for all that was sent. Throws what went wrong first. */
  async settle(): Promise<void> {
    await Promise.all(this.underway.splice(0));
    const { failed } = this;
    this.failed = null;
    this.checks = 0;
    if (failed) throw failed.error;
  }
}

const asQuery = ({ name, text, values }: Part): pg.QueryConfig => ({ name, text, values: [...values] });
