import type pg from "pg";

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

  constructor(client: pg.Client) {
    this.client = client;
  }

  /** Whether an answer that is under way has to be looked at before anything is kept. */
  get isChecking(): boolean {
    return this.checks > 0;
  }

  /** `check` gets the number of rows, and throws where it is another one than it should be. */
  send(query: string | pg.QueryConfig, check?: (rows: number) => void): void {
    this.gather();
    if (check) this.checks += 1;
    this.defer(() => this.client.query(query).then(({ rowCount }) => check?.(rowCount ?? 0)));
  }

  /** Something else that the connection is to do, and that has to have gone well in the end. */
  defer(work: () => Promise<void>): void {
    this.underway.push(
      this.inTurn(work).catch((error: unknown) => {
        this.failed ??= { error };
      }),
    );
  }

  /** A question in between, answered on what was sent before it. */
  ask<R extends pg.QueryResultRow>(query: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult<R>> {
    return this.inTurn(() => this.client.query<R>(query as pg.QueryConfig, values));
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
