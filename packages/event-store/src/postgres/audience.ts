import type pg from "pg";
import type { SchemaNames } from "./schema.ts";

/** How long those who listened elsewhere are thought to go on. */
const recheckMs = 10_000;

/**
 * Whether another process listens to what this one appends. To notify costs the backend about as much as one of the
 * three indexes, and commits that notify wait for each other; where all followers are in this process it is left out.
 *
 * Whoever listens holds a shared lock, and says so once it listens. The sender's own session hears that, with the end of
 * the append under way at the latest, and then announces how far the store reaches.
 */
export class Audience {
  readonly #names: SchemaNames;
  readonly #ownListener: () => number | undefined;
  #elsewhere = true;
  #checkedAt = 0;
  #came = 0;
  #tail = 0n;
  #client: pg.Client | undefined;

  constructor(names: SchemaNames, ownListener: () => number | undefined) {
    this.#names = names;
    this.#ownListener = ownListener;
  }

  /** True where an append has to be announced: somebody listens elsewhere, or nobody knows. */
  get isElsewhere(): boolean {
    return this.#elsewhere;
  }

  /** What was appended without a word while somebody came is announced after all. */
  appended(upTo: bigint, announced: boolean): void {
    if (upTo > this.#tail) this.#tail = upTo;
    if (!announced && this.#elsewhere) this.#announce();
  }

  /** The sender's new session begins to hear of those who come. */
  async attach(client: pg.Client): Promise<void> {
    this.#elsewhere = true;
    this.#client = client;
    client.on("notification", ({ channel, processId }) => {
      if (channel !== this.#names.listeners) return;
      if (processId === this.#ownListener()) {
        // A look that was under way may have taken it for somebody else's.
        this.#look(client).catch(() => undefined);
        return;
      }
      this.#come();
      this.#announce();
    });
    await client.query(`listen ${this.#names.listeners}`);
    await this.#look(client);
  }

  /** Looks again now and then whether those who listened are still there. */
  async recheck(client: pg.Client): Promise<void> {
    if (this.#elsewhere && performance.now() - this.#checkedAt > recheckMs) await this.#look(client);
  }

  #come(): void {
    this.#came += 1;
    this.#elsewhere = true;
    this.#checkedAt = performance.now();
  }

  async #look(client: pg.Client): Promise<void> {
    this.#checkedAt = performance.now();
    const came = this.#came;
    const { rows } = await client.query<[string]>({
      rowMode: "array",
      text: `select exists (
        select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 1 and pid is distinct from $1::int
          and database = (select oid from pg_database where datname = current_database())
          and classid::bigint = ($2::bigint >> 32) & 4294967295 and objid::bigint = $2::bigint & 4294967295)`,
      values: [this.#ownListener() ?? null, String(this.#names.listenLock)],
    });
    // Whoever came while the answer was under way may not be in it.
    if (came === this.#came) this.#elsewhere = rows[0]?.[0] !== "f";
  }

  /** Whoever comes reads the table anyhow: this is for what was committed after that read. */
  #announce(): void {
    if (this.#tail === 0n) return;
    const values = [this.#names.channel, String(this.#tail)];
    this.#client?.query("select pg_notify($1, $2)", values).catch(() => undefined);
  }
}
