/** The checkpoint that the log has bound itself to, and how many there were before it. */
export interface Locked {
  /** From 1, rising by 1. */
  readonly generation: number;
  /** Text of the checkpoint: origin, size, root. What is here may be signed, and nothing else ever. */
  readonly checkpoint: string;
}

/**
 * The one place that decides which tree is signed. It stands outside of what is backed up and restored with the
 * database: whoever sets it back can make the log fork.
 */
export interface LockStore {
  /** The last one; null before the first. */
  read(): Promise<Locked | null>;
  /**
   * Puts a checkpoint in the place of `previous` (null: of none). Null where another writer came first; an error where
   * nobody can tell: then read again.
   */
  replace(previous: Locked | null, checkpoint: string): Promise<Locked | null>;
}
