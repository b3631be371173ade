import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import type { RandomHistory } from "./random-history.ts";

/** The reading side of a store that holds exactly this history, on the last day of it. */
export function heldStore({
  appends,
  today,
}: Pick<RandomHistory, "appends" | "today">): Pick<EventStore, "readAll" | "head"> & { now: () => Date } {
  const now = () => new Date(`${today}T12:00:00Z`);
  return {
    now,
    async readAll({ after, limit }) {
      const batch: StoredEvent[] = [];
      for (const append of appends) {
        if ((append[0]?.position ?? 0n) <= after) continue;
        if (batch.length > 0 && batch.length + append.length > limit) break;
        batch.push(...append);
      }
      return batch;
    },
    async head() {
      return { position: appends.at(-1)?.at(-1)?.position ?? 0n, settledAt: `${today}T12:00:00.000000Z` };
    },
  };
}
