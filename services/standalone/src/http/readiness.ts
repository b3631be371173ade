/** Where the read models stand behind the event store. */
export interface Readiness {
  readonly ready: boolean;
  /** Why not, in one word that a monitor can compare. */
  readonly state: "ready" | "catching-up" | "projector-stopped" | "store-unreachable";
  readonly position: bigint;
  readonly head: bigint;
  readonly lagEvents: bigint;
  readonly lagSeconds: number;
  /** What stopped the projector; null where it runs. */
  readonly cause: string | null;
}
