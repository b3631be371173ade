import type { StoredEvent } from "../event-store.ts";
import { untilAborted } from "../until-aborted.ts";
import type { Reader } from "./reader.ts";
import type { Timeline } from "./timeline.ts";

export interface FollowOptions {
  readonly after: bigint;
  readonly batchSize: number;
  /** How long to trust that silence means no event. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: Error) => void;
}

/**
 * The log is the truth and the position the only memory: the timeline says when to read, and a read goes no further
 * than the consumer has asked for.
 */
export async function* follow(
  reader: Reader,
  timeline: Timeline,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { batchSize, pollMs, signal, onTrouble } = options;
  const patience = { until: Number.POSITIVE_INFINITY, signal, onTrouble };
  let cursor = options.after;
  while (!signal.aborted) {
    const batch = await untilAborted(reader.readAll({ after: cursor, limit: batchSize }, patience), signal);
    if (batch === null) return;
    const last = batch.at(-1);
    if (last) {
      cursor = last.position;
      yield batch;
      continue;
    }
    // Reading from the cursor again would go through all that others have written since.
    while (!(await timeline.waitForData(cursor, { timeoutMs: pollMs, signal })) && !signal.aborted) {
      await untilAborted(timeline.check().catch(onTrouble), signal);
    }
  }
}
