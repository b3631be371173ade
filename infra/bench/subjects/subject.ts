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

export interface StreamReader {
  /** Reads a whole stream, every event decoded, and answers how many they were. */
  read(stream: string): Promise<number>;
  close(): Promise<void>;
}

export interface Closable {
  close(): Promise<void>;
}

/** What is measured: a way to keep events in PostgreSQL, set up as its documentation says. */
export interface Subject {
  readonly name: string;
  /** Makes its tables in an empty database. */
  install(url: string): Promise<void>;
  openWriters(url: string, count: number): Promise<Writers>;
  openReader?(url: string): Promise<StreamReader>;
  /** Reads everything from the beginning, then whatever comes, and tells the ids of events that it has decoded. */
  follow?(url: string, onEvents: (ids: readonly string[]) => void): Promise<Closable>;
}

/** Streams are told apart by the last part of their name; all of them are of one kind, as the plans are. */
export const streamKind = "plan";
