import type pg from "pg";

/**
 * Statements of one transaction whose answers are needed at its end only. A connection that pipelines sends them
 * without waiting, so a batch of however many tables is one turn to the server and back; any other waits for each.
 */
export class Sends {
  private readonly client: pg.Client;
  private underway: Promise<void>[] = [];
  private failed: { readonly error: unknown } | null = null;
  private gathering = false;
  private checks = 0;

  constructor(client: pg.Client) {
    this.client = client;
  }

  /** Whether an answer that is under way has to be looked at before anything is kept. */
  get isChecking(): boolean {
    return this.checks > 0;
  }

  /** `check` gets the number of rows, and throws where it is another one than it should be. */
  async send(query: string | pg.QueryConfig, check?: (rows: number) => void): Promise<void> {
    this.gather();
    if (check) this.checks += 1;
    const answered = this.client.query(query).then(({ rowCount }) => check?.(rowCount ?? 0));
    if (!this.client.pipeline) return answered;
    this.underway.push(
      answered.catch((error: unknown) => {
        this.failed ??= { error };
      }),
    );
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
