import type { NewEvent } from "../../../packages/event-store/src/event-store.ts";

/** One call: to the end of a stream that ends at `revision` (-1 where it is absent), by one of the writers. */
export interface Append {
  readonly writer: number;
  readonly stream: string;
  readonly revision: number;
  readonly events: readonly NewEvent[];
}

/** Many writers at once on one subject, in this process. */
export interface Writers {
  /** Resolves when the subject calls it done; a subject that can expect a revision expects the one given. */
  append(append: Append): Promise<void>;
  close(): Promise<void>;
}

/** What is measured: a way to keep events in PostgreSQL, set up as its documentation says. */
export interface Subject {
  readonly name: string;
  /** Makes its tables in an empty database. */
  install(url: string): Promise<void>;
  openWriters(url: string, count: number): Promise<Writers>;
}
