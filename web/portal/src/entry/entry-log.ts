/** How an entry stands in the public log. */
export interface EntryLog {
  /** The verifier as a file of this site: its address, whose name holds the hash of its bytes. */
  readonly script: string;
  /**
   * Of the tree that covers it; null on a page that may not depend on the length of the log, or where none does yet.
   */
  readonly covered: CoveredEntry | null;
  /** No checkpoint covers the entry yet. */
  readonly pending: boolean;
}

export interface CoveredEntry {
  readonly origin: string;
  readonly size: string;
  /** Base64. */
  readonly root: string;
  /** The signed note, the `.tlog-proof` file and the policy, as texts. */
  readonly checkpoint: string;
  readonly proof: string;
  readonly policy: string;
}
