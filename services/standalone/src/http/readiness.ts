import type { EventStore } from "@mingzhang/event-store";
import type { LogStatus } from "@mingzhang/feed";
import type { ReadModels } from "@mingzhang/read-models";

/** Where the read models stand behind the event store. */
export interface Readiness {
  readonly ready: boolean;
  readonly state: "ready" | "catching-up" | "projector-stopped" | "unreachable";
  readonly position: bigint;
  readonly head: bigint;
  readonly lagEvents: bigint;
  /** Age of the oldest event that is not yet projected. */
  readonly lagSeconds: number;
  /** What stopped the projector, or keeps the database from answering; null where nothing does. */
  readonly cause: string | null;
  /** How the public log is doing. Its trouble is an alert and no reason to be asked no more: what is published stays. */
  readonly publicLog: LogStatus;
}

export interface Sources {
  readonly store: Pick<EventStore, "lastPosition" | "readAll">;
  readonly readModels: Pick<ReadModels, "checkpoint">;
  /** What stopped the projector for good; null while it runs. */
  readonly stoppedBy: () => Error | null;
  readonly publicLog: () => LogStatus;
}

/** A moment's lag is what every write makes; older ones are a projector that has to catch up. */
const tolerableSeconds = 5;

export async function readinessOf(sources: Sources): Promise<Readiness> {
  return { ...(await standingOf(sources)), publicLog: sources.publicLog() };
}

async function standingOf({ store, readModels, stoppedBy }: Sources): Promise<Omit<Readiness, "publicLog">> {
  const unknown = { position: 0n, head: 0n, lagEvents: 0n, lagSeconds: 0 };
  try {
    const [{ position }, head] = await Promise.all([readModels.checkpoint(), store.lastPosition()]);
    const lagEvents = head > position ? head - position : 0n;
    const lagSeconds = lagEvents === 0n ? 0 : await ageOfNext(store, position);
    const standing = { position, head, lagEvents, lagSeconds };
    const stopped = stoppedBy();
    if (stopped) return { ready: false, state: "projector-stopped", ...standing, cause: stopped.message };
    const ready = lagSeconds <= tolerableSeconds;
    return { ready, state: ready ? "ready" : "catching-up", ...standing, cause: null };
  } catch (error) {
    return { ready: false, state: "unreachable", ...unknown, cause: (error as Error).message };
  }
}

async function ageOfNext(store: Sources["store"], position: bigint): Promise<number> {
  const [next] = await store.readAll({ after: position, limit: 1 });
  return next ? Math.max(0, (Date.now() - Date.parse(next.recordedAt)) / 1000) : 0;
}
