import type pg from "pg";
import type { Db } from "../database/queries.ts";
import type { Sends } from "../database/sends.ts";
import type { Append } from "./recorded.ts";

/** What rows are written through: one connection, in its transaction. */
export interface Writing {
  readonly client: pg.Client;
  /** Queries on the same connection. */
  readonly db: Db;
  /** What is written goes through here, in order with the queries. */
  readonly sends: Sends;
  readonly schema: string;
}

/**
 * Rows that follow from the events of one plan. The version counts what the rows say: a new one rebuilds all tables,
 * beside the old ones and from the first event.
 */
export interface Projection {
  readonly name: string;
  readonly version: number;
  /**
   * Writes what the appends bring, in the transaction that says how far their shards are. All of them are in
   * `plan_event` already; what is read there is read at an append's own position. Throws `PoisonEvent` on what no
   * decision could have made. The projections of a list work side by side; whoever reads rows of those listed before it
   * waits for `earlier`.
   */
  project(writing: Writing, appends: readonly Append[], earlier: Promise<unknown>): Promise<void>;
  /** Drops what it remembers of the rows: others may have written since, or its own rows were rolled back. */
  forget(): void;
}
