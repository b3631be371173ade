import type { EventStore } from "@mingzhang/event-store";
import type { Projection, ReadModels } from "../contract.ts";

/** Where the tables stand behind the event store. */
export interface ProjectionLag extends Projection {
  /** Last position in the store. */
  readonly head: bigint;
  /** Events that are recorded and not in the tables; those of a shard that stands still do not count. */
  readonly lagEvents: bigint;
  /** Age in seconds of the oldest of them; 0 where there is none. */
  readonly lagSeconds: number;
}

/** Measures how far the tables are behind the store. Rejects where either cannot be asked. */
export async function projectionLag(
  readModels: Pick<ReadModels, "projection">,
  store: Pick<EventStore, "lastPosition" | "readAll">,
): Promise<ProjectionLag> {
  const [projection, head] = await Promise.all([readModels.projection(), store.lastPosition()]);
  const { position } = projection;
  if (head <= position) return { ...projection, head, lagEvents: 0n, lagSeconds: 0 };
  const [next] = await store.readAll({ after: position, limit: 1 });
  const lagSeconds = next ? Math.max(0, (Date.now() - Date.parse(next.recordedAt)) / 1000) : 0;
  return { ...projection, head, lagEvents: head - position, lagSeconds };
}
