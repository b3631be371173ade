import type { StoredEvent } from "../event-store.ts";
import { untilAborted } from "../until-aborted.ts";
import type { Listener, Moment } from "./listener.ts";
import type { Batch, Reader } from "./reader.ts";

export interface FollowOptions {
  readonly after: bigint;
  readonly batchSize: number;
  /** How long to trust that no announcement means no event. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
}

/**
 * The table is the truth and the position the only memory: a lost connection can neither skip nor repeat anything.
 * While the follower is behind, one batch is read ahead, so that the database does not wait for its consumer.
 */
export async function* follow(
  reader: Reader,
  listener: Listener,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { pollMs, signal } = options;
  let cursor = options.after;
  let woken = true;
  let ahead: Look | undefined;
  while (!signal.aborted) {
    listener.open();
    const { moment, reading } = ahead ?? look(reader, listener, { ...options, after: cursor });
    ahead = undefined;
    const batch = await untilAborted(reading, signal);
    if (batch === null) return;
    const last = batch.events.at(-1);
    if (last !== undefined) {
      if (!woken && listener.announced < last.position) listener.doubt();
      cursor = last.position;
      if (batch.more) ahead = look(reader, listener, { ...options, after: cursor });
      yield batch.events;
    }
    woken = batch.more || (await listener.wait(cursor, moment, { timeoutMs: pollMs, signal }));
  }
}

/** A read under way, and what had been announced before it. */
interface Look {
  readonly moment: Moment;
  readonly reading: Promise<Batch>;
}

function look(reader: Reader, listener: Listener, { after, batchSize, signal }: FollowOptions): Look {
  const moment = listener.moment();
  const reading = reader.readAll({ after, limit: batchSize }, { deadline: Number.POSITIVE_INFINITY, signal });
  // Nobody may come back for it.
  reading.catch(() => undefined);
  return { moment, reading };
}
