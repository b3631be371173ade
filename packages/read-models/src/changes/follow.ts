import type { EventRow } from "../contract.ts";
import type { Notifier } from "./notifier.ts";

/** How long anybody waits for a word before looking for himself. */
const pollMs = 500;
const batch = 200;

/** Events as they become visible, in the order of the store. Ends when the signal aborts. */
export async function* follow(
  notifier: Notifier,
  read: (after: bigint, limit: number) => Promise<readonly EventRow[]>,
  { after, signal }: { after: bigint; signal: AbortSignal },
): AsyncIterable<EventRow> {
  let cursor = after;
  let caughtUp = false;
  while (!signal.aborted) {
    // Whoever begins to wait before he looks cannot miss what comes between.
    const stop = new AbortController();
    const word = notifier.next(caughtUp ? pollMs : 0, AbortSignal.any([signal, stop.signal]));
    const rows = await read(cursor, batch);
    if (rows.length > 0) stop.abort();
    for (const row of rows) {
      if (signal.aborted) return;
      yield row;
      cursor = row.event.position;
    }
    caughtUp = rows.length === 0;
    await word;
  }
}
