import { type Checkpoint, formatCheckpoint } from "@mingzhang/transparency-log";
import type { LockStore } from "../lock/lock-store.ts";
import type { OpenLog } from "./open-log.ts";
import { type PublicEvent, type PublicEvents, refuseOther } from "./public-events.ts";
import { refuseMissing } from "./refuse-missing.ts";

/** Entries that are read and written together. */
const batch = 256;

/** Another writer has bound the log to a checkpoint of its own: what is held in memory is of no more use. */
export class LockLost extends Error {
  constructor() {
    super("another writer of this log came first");
    this.name = "LockLost";
  }
}

/**
 * Takes in what was recorded and binds the log to its new size. All bundles and tiles of it are on disk before the lock
 * store names it, and the lock store names it before anybody signs. After an error the log has to be opened anew.
 */
export async function grow(
  open: OpenLog,
  { events, lock, enough }: { events: PublicEvents; lock: LockStore; enough: () => boolean },
): Promise<OpenLog> {
  const { tree, checkpoint } = open;
  for (;;) {
    const fresh = await nextEvents(open, events);
    await tree.append(fresh.map(({ bytes }) => bytes));
    if (fresh.length < batch || enough()) break;
  }
  if (tree.size === checkpoint.size) return open;
  await tree.writeEdge();
  const next: Checkpoint = { ...checkpoint, size: tree.size, root: tree.root };
  const locked = await lock.replace(open.locked, formatCheckpoint(next));
  if (locked === null) throw new LockLost();
  return { ...open, locked, checkpoint: next };
}

/** The events behind the log's end; the one at its end must be the one that was published. */
async function nextEvents({ tree }: OpenLog, events: PublicEvents): Promise<readonly PublicEvent[]> {
  const { last, size } = tree;
  if (last === undefined) return events.from(0, batch);
  const [known, ...fresh] = await events.from(size - 1, batch + 1);
  if (known === undefined) return refuseMissing(events, size - 1);
  refuseOther(known, last);
  return fresh;
}
