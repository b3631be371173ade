import type { StoredEvent } from "@mingzhang/event-store";

/** A batch append by append: all events of one carry one instant, and no two share one. */
export function wholeAppends(batch: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const appends: StoredEvent[][] = [];
  for (const event of batch) {
    const open = appends.at(-1);
    if (open?.[0]?.recordedAt === event.recordedAt) open.push(event);
    else appends.push([event]);
  }
  return appends;
}
