import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Head, ReadAllOptions, ReadStreamOptions, StoredEvent } from "../event-store.ts";
import {
  decodeEvent,
  decodeInstant,
  decodeText,
  eventColumns,
  type EventRow,
  type EventText,
  restColumn,
} from "./decode.ts";
import { explained, isOfItsSession } from "./remedies.ts";
import { shareNext } from "../share-next.ts";
import { fateOf, pauseMs } from "./trouble.ts";

export interface Batch {
  readonly events: readonly StoredEvent[];
  /** False where nothing lay behind the batch when it was read. */
  readonly more: boolean;
}

export interface Patience {
  /** Until when a lost connection is answered by another attempt. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

const largestRevision = 2 ** 31 - 1;

const selections = {
  all: { columns: `${eventColumns}, ${restColumn}`, rows: "where position > $1 order by position limit $2" },
  streamForward: {
    columns: eventColumns,
    rows: "where stream = $1 and revision >= $2 order by revision limit $3",
  },
  streamBackward: {
    columns: eventColumns,
    rows: "where stream = $1 and revision <= $2 order by revision desc limit $3",
  },
} as const;

/** Reading changes nothing, so a read whose connection broke is simply done again. */
export class Reader {
  readonly #pool: pg.Pool;
  readonly #schema: string;
  readonly #patienceMs: number;
  readonly #onTrouble: (error: Error) => void;

  constructor(options: { pool: pg.Pool; schema: string; patienceMs: number; onTrouble: (error: Error) => void }) {
    this.#pool = options.pool;
    this.#schema = options.schema;
    this.#patienceMs = options.patienceMs;
    this.#onTrouble = options.onTrouble;
  }

  async readStream(stream: string, options: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return (await this.#streamRows(stream, options)).map(decodeEvent);
  }

  async readStreamText(stream: string, options: ReadStreamOptions): Promise<readonly EventText[]> {
    return (await this.#streamRows(stream, options)).map(decodeText);
  }

  async #streamRows(stream: string, options: ReadStreamOptions): Promise<readonly EventRow[]> {
    const forward = options.direction !== "backward";
    const from = Math.min(options.from ?? (forward ? 0 : largestRevision), largestRevision);
    return this.#rows(forward ? "streamForward" : "streamBackward", [stream, from, options.limit ?? null]);
  }

  async readLast(stream: string): Promise<StoredEvent | null> {
    const [last] = await this.readStream(stream, { direction: "backward", limit: 1 });
    return last ?? null;
  }

  async readAll(options: ReadAllOptions, patience?: Patience): Promise<Batch> {
    const { rows, more } = await this.#wholeAppends(options, patience);
    return { events: rows.map(decodeEvent), more };
  }

  async readAllText(options: ReadAllOptions): Promise<readonly EventText[]> {
    return (await this.#wholeAppends(options)).rows.map(decodeText);
  }

  async #wholeAppends(
    { after, limit }: ReadAllOptions,
    patience?: Patience,
  ): Promise<{ readonly rows: readonly EventRow[]; readonly more: boolean }> {
    const rows = await this.#rows("all", [after.toString(), limit], patience);
    const last = rows.at(-1);
    const rest = Number(last?.[8] ?? 0);
    if (last === undefined || rest === 0) return { rows, more: rows.length === limit };
    // The events of one append, and no others, have its instant.
    const appendStart = rows.findLastIndex((row) => row[1] !== last[1]) + 1;
    if (appendStart > 0) return { rows: rows.slice(0, appendStart), more: true };
    const others = await this.#rows("all", [last[0], rest], patience);
    return { rows: [...rows, ...others], more: true };
  }

  /** Settling takes the append lock and waits for the disk: many who ask at once are answered together. */
  readonly head = shareNext(() => this.#settle());

  async lastPosition(): Promise<bigint> {
    return this.#patiently(this.#patience(), async () => {
      const result = await this.#pool.query<[string]>({
        name: "last position",
        rowMode: "array",
        text: `select coalesce(max(position), 0) from ${this.#schema}.events`,
      });
      return BigInt(result.rows[0]?.[0] ?? 0);
    });
  }

  async #settle(): Promise<Head> {
    // One attempt more than there are sessions that may have begun before the cause went away.
    for (let stale = 0; ; stale += 1) {
      try {
        const [position, settledAt] = await this.#patiently(this.#patience(), () => this.#settleOnce());
        return { position: BigInt(position), settledAt: decodeInstant(settledAt) };
      } catch (error) {
        if (!isOfItsSession(error) || stale === this.#pool.options.max) throw explained(error);
      }
    }
  }

  async #settleOnce(): Promise<[string, string]> {
    const client = await this.#pool.connect();
    try {
      const text = `select * from ${this.#schema}.settle()`;
      const result = await client.query<[string, string]>({ name: "settle", rowMode: "array", text });
      client.release();
      return result.rows[0] ?? ["", ""];
    } catch (error) {
      client.release(isOfItsSession(error) || fateOf(error) === "unknown");
      throw error;
    }
  }

  async #rows(name: keyof typeof selections, values: unknown[], patience = this.#patience()): Promise<EventRow[]> {
    return this.#patiently(patience, async () => {
      const { columns, rows } = selections[name];
      const text = `select ${columns} from ${this.#schema}.events ${rows}`;
      const result = await this.#pool.query<EventRow>({ name, rowMode: "array", text, values });
      return result.rows;
    });
  }

  #patience(): Patience {
    return { deadline: Date.now() + this.#patienceMs };
  }

  async #patiently<T>({ deadline, signal }: Patience, read: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await read();
      } catch (error) {
        if (signal?.aborted || fateOf(error) === "final" || Date.now() >= deadline) throw error;
        this.#onTrouble(error as Error);
        await sleep(pauseMs(attempt), undefined, signal ? { signal } : {});
      }
    }
  }
}
