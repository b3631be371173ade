import type { Db } from "../database/queries.ts";
import type { Append } from "./recorded.ts";

/**
 * Rows that follow from events. The version counts what the rows say: a new one rebuilds all tables, beside the old
 * ones and from the first event.
 */
export interface Projection {
  readonly name: string;
  readonly version: number;
  /**
   * Writes what the appends bring, in the transaction that moves the checkpoint. All of them are in `plan_event`
   * already; what is read there is read at an append's own position. Throws on what no decision could have made.
   */
  project(db: Db, appends: readonly Append[]): Promise<void>;
}
