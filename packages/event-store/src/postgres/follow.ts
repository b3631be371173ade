import type { StoredEvent } from "../event-store.ts";
import { untilAborted } from "../until-aborted.ts";
import type { Listener } from "./listener.ts";
import type { Reader } from "./reader.ts";

export interface FollowOptions {
  readonly after: bigint;
  readonly batchSize: number;
  /** How long to trust that no announcement means no event. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
}

/** The table is the truth and the position the only memory: a lost connection can neither skip nor repeat anything. */
export async function* follow(
  reader: Reader,
  listener: Listener,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { batchSize, pollMs, signal } = options;
  const patience = { deadline: Number.POSITIVE_INFINITY, signal };
  let cursor = options.after;
  let woken = true;
  while (!signal.aborted) {
    listener.open();
    const moment = listener.moment();
    const batch = await untilAborted(reader.readAll({ after: cursor, limit: batchSize }, patience), signal);
    if (batch === null) return;
    const last = batch.events.at(-1);
    if (last !== undefined) {
      if (!woken && listener.announced < last.position) listener.doubt();
      cursor = last.position;
      yield batch.events;
    }
    woken = batch.more || (await listener.wait(cursor, moment, { timeoutMs: pollMs, signal }));
  }
}
