import type { Appended, Conflict, Expectation } from "../event-store.ts";
import type { PreparedEvent } from "../prepare-append.ts";

export interface AppendRequest {
  readonly stream: string;
  readonly expectation: Expectation;
  readonly events: readonly PreparedEvent[];
}

/** What became of one append of a group: an answer, or the error that its caller gets. */
export type Outcome = Appended | Conflict | Error;
