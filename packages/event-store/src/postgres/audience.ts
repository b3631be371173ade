import type pg from "pg";
import type { SchemaNames } from "./schema.ts";

/** How long those who listened elsewhere are thought to go on. */
const recheckMs = 10_000;

/**
 * Whether another process listens to what this one appends. To notify costs the backend about as much as one of the
 * three indexes, and commits that notify wait for each other; where all followers are in this process it is left out.
 *
 * Whoever listens holds a shared lock, and says so once it listens. The sender's own session hears that, with the end
 * of the append under way at the latest, and then announces how far the store reaches.
 */
export class Audience {
  readonly #names: SchemaNames;
  readonly #ownListener: () => number | undefined;
  #elsewhere = true;
  #checkedAt = 0;
  #tail = 0n;
  #owesLook = false;
  #owesWord = false;

  constructor(names: SchemaNames, ownListener: () => number | undefined) {
    this.#names = names;
    this.#ownListener = ownListener;
  }

  /** True where an append has to be announced: somebody listens elsewhere, or nobody knows. */
  get isElsewhere(): boolean {
    return this.#elsewhere;
  }

  /** Whether `tend` has something to do. */
  get isDue(): boolean {
    return this.#owesLook || this.#owesWord || this.#looksAgain();
  }

  /** What was appended without a word while somebody came is announced after all. */
  appended(upTo: bigint, announced: boolean): void {
    if (upTo > this.#tail) this.#tail = upTo;
    if (!announced && this.#elsewhere) this.#owesWord = true;
  }

  /** The sender's new session begins to hear of those who come; `onDue` is called when one did. */
  async attach(client: pg.Client, onDue: () => void): Promise<void> {
    client.on("notification", ({ channel, processId }) => {
      if (channel !== this.#names.listeners) return;
      // A look that was under way may have taken this process's own listener for somebody else's.
      if (processId === this.#ownListener()) this.#owesLook = true;
      else this.#come();
      onDue();
    });
    this.#elsewhere = true;
    await client.query(`listen ${this.#names.listeners}`);
    await this.#look(client);
    // What the session before left unsaid is said now.
    this.#owesWord = this.#elsewhere && this.#tail > 0n;
  }

  /** Between two groups of appends: what is owed, and now and then a look whether those who listened are there. */
  async tend(client: pg.Client): Promise<void> {
    if (this.#owesLook || this.#looksAgain()) await this.#look(client);
    if (!this.#owesWord) return;
    this.#owesWord = false;
    // Whoever comes reads the table anyhow: this is for what was committed after that read.
    if (this.#tail > 0n) await client.query("select pg_notify($1, $2)", [this.#names.channel, String(this.#tail)]);
  }

  /** The session is gone; the next one begins anew. */
  forget(): void {
    this.#elsewhere = true;
    this.#owesLook = false;
    this.#owesWord = false;
  }

  #looksAgain(): boolean {
    return this.#elsewhere && performance.now() - this.#checkedAt > recheckMs;
  }

  #come(): void {
    this.#elsewhere = true;
    this.#checkedAt = performance.now();
    this.#owesLook = false;
    this.#owesWord = true;
  }

  async #look(client: pg.Client): Promise<void> {
    this.#checkedAt = performance.now();
    this.#owesLook = false;
    const { rows } = await client.query<[string]>({
      rowMode: "array",
      text: `select exists (
        select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 1 and pid is distinct from $1::int
          and database = (select oid from pg_database where datname = current_database())
          and classid::bigint = ($2::bigint >> 32) & 4294967295 and objid::bigint = $2::bigint & 4294967295)`,
      values: [this.#ownListener() ?? null, String(this.#names.listenLock)],
    });
    // Whoever came while the answer was under way is owed a word, and may not be in the answer.
    this.#elsewhere = rows[0]?.[0] !== "f" || this.#owesWord;
  }
}
