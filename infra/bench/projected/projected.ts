export interface Next {
  /** Null where the read model has no row for it. */
  readonly id: string | null;
  readonly append: () => Promise<unknown>;
}

/** A subject with a read model that follows, or goes with, its events. */
export interface Projected {
  /** Makes the next event ready, and answers its id and how to append it. */
  next(): Next | Promise<Next>;
  /** Finds the row of an event: one row where it is visible, none before. */
  readonly find: { readonly name: string; readonly text: string };
  close(): Promise<void>;
}

export type OpenProjected = (url: string) => Promise<Projected>;
