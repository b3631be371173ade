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

  constructor(client: pg.Client) {
    this.client = client;
  }

  /** `check` gets the number of rows, and throws where it is another one than it should be. */
  async send(query: string | pg.QueryConfig, check?: (rows: number) => void): Promise<void> {
    this.gather();
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
    if (failed) throw failed.error;
  }
}
