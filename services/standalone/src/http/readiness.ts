import type { EventStore } from "@mingzhang/event-store";
import type { LogHealth } from "@mingzhang/feed";
import { PoisonEvent, projectionLag, type ReadModels, type ShardStanding } from "@mingzhang/read-models";

/** Where the read models stand behind the event store. */
export interface Readiness {
  readonly ready: boolean;
  readonly state: "ready" | "shard-standing" | "catching-up" | "projector-stopped" | "unreachable";
  readonly position: bigint;
  readonly head: bigint;
  readonly lagEvents: bigint;
  /** Age of the oldest event that is not yet projected. */
  readonly lagSeconds: number;
  /** What is wrong, as a code: anybody may ask, and messages name hosts, statements and what is for staff. */
  readonly cause: "event-not-projectable" | "projector-failed" | "database-unreachable" | null;
  /** Parts of the read models, by plan. One that stands still is an alert: the plans of the others go on. */
  readonly shards: readonly ShardStanding[];
  /**
   * How the public log is doing. Its trouble is an alert and no reason to be asked no more: what is published stays.
   */
  readonly publicLog: LogHealth;
}

export interface Sources {
  readonly store: Pick<EventStore, "lastPosition" | "readAll">;
  readonly readModels: Pick<ReadModels, "projection">;
  /** What stopped the projector for good; null while it runs. */
  readonly stoppedBy: () => Error | null;
  readonly publicLog: () => LogHealth;
}

/** A moment's lag is what every write makes; older ones are a projector that has to catch up. */
const tolerableSeconds = 5;

export async function readinessOf(sources: Sources): Promise<Readiness> {
  return { ...(await standingOf(sources)), publicLog: sources.publicLog() };
}

async function standingOf({ store, readModels, stoppedBy }: Sources): Promise<Omit<Readiness, "publicLog">> {
  const unknown = { position: 0n, head: 0n, lagEvents: 0n, lagSeconds: 0, shards: [] };
  try {
    const { position, head, lagEvents, lagSeconds, shards } = await projectionLag(readModels, store);
    const standing = { position, head, lagEvents, lagSeconds, shards };
    const stopped = stoppedBy();
    if (stopped) return { ready: false, state: "projector-stopped", ...standing, cause: stopCode(stopped) };
    const ready = lagSeconds <= tolerableSeconds;
    if (!ready) return { ready, state: "catching-up", ...standing, cause: null };
    const stands = shards.some(({ failure }) => failure !== null);
    // To answer no more would take the other plans away as well.
    return stands
      ? { ready, state: "shard-standing", ...standing, cause: "event-not-projectable" }
      : { ready, state: "ready", ...standing, cause: null };
  } catch {
    return { ready: false, state: "unreachable", ...unknown, cause: "database-unreachable" };
  }
}

const stopCode = (error: Error) => (error instanceof PoisonEvent ? "event-not-projectable" : "projector-failed");
