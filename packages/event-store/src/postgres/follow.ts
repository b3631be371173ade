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
 * While the follower is behind, one batch is read ahead, so that the database does not wait for its consumer; what this
 * process has just appended is handed on without being read back.
 */
export async function* follow(
  reader: Reader,
  listener: Listener,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const leave = listener.followed();
  try {
    yield* following(reader, listener, options);
  } finally {
    leave();
  }
}

async function* following(
  reader: Reader,
  listener: Listener,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { pollMs, signal, batchSize } = options;
  let cursor = options.after;
  let woken = true;
  let ahead: Look | undefined;
  while (!signal.aborted) {
    listener.open();
    const { moment, reading } =
      ahead ?? handed(listener, cursor, batchSize) ?? look(reader, listener, { ...options, after: cursor });
    ahead = undefined;
    const batch = await untilAborted(reading, signal);
    if (batch === null) return;
    const last = batch.events.at(-1);
    if (last !== undefined) {
      if (!woken && listener.announced < last.position) listener.doubt();
      cursor = last.position;
      if (batch.more && !listener.recent.has(cursor)) ahead = look(reader, listener, { ...options, after: cursor });
      yield batch.events;
    }
    woken = batch.more || (await listener.wait(cursor, moment, { timeoutMs: pollMs, signal }));
  }
}

function handed(listener: Listener, cursor: bigint, batchSize: number): Look | undefined {
  const moment = listener.moment();
  const batch = listener.recent.after(cursor, batchSize);
  if (!batch) return undefined;
  // What other processes announced before the moment would not wake anybody after it.
  const more = batch.more || listener.announced > (batch.events.at(-1)?.position ?? cursor);
  return { moment, reading: Promise.resolve({ ...batch, more }) };
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
