/**
 * - `waiting`: another projector writes; this one takes over when that one ends.
 * - `rebuilding`: another version of the projections built the tables; new ones are made beside them.
 * - `catching-up`, `live`: it projects, and is behind the store or at its head.
 * - `retrying`: the database or the store does not answer; it goes on by itself.
 * - `failed`: an event cannot be projected, or something is wrong that waiting does not mend. Nothing is skipped.
 * - `stopped`: as it was asked to.
 */
export type ProjectorState = "waiting" | "rebuilding" | "catching-up" | "live" | "retrying" | "failed" | "stopped";

export interface ProjectorStatus {
  readonly state: ProjectorState;
  /** Position of the last event that this projector knows to be in the tables. */
  readonly position: bigint;
  /** Position of the store's last event; null where the store does not answer. */
  readonly headPosition: bigint | null;
  /** Positions between the two; null where the head is not known. */
  readonly lag: bigint | null;
  /** What it retries or failed on; null where nothing is wrong. */
  readonly error: Error | null;
}
