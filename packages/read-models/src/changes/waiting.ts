import type { Notifier } from "./notifier.ts";

/** How soon somebody whose position was not heard of looks for himself; each time he waits twice as long. */
const firstLookMs = 50;
const lastLookMs = 500;

export type WaitFor = (position: bigint, waitMs: number) => Promise<boolean>;

/**
 * True as soon as the tables are there and hold the position, false after the time given. Word of the writer is
 * enough, once somebody has looked while it was listened to: who waits looks only where no word came for a while (two
 * writers that end at once may each speak of less than both have written), and all who wait look together.
 */
export function createWaiting(notifier: Notifier, look: () => Promise<bigint>): WaitFor {
  let lookedIn: object | null = null;
  const lookTogether = shared(async () => {
    const session = notifier.session();
    const position = await look();
    notifier.saw(position, session);
    lookedIn = session;
    return position;
  });
  return async (position, waitMs) => {
    const deadline = performance.now() + waitMs;
    const left = () => Math.max(0, deadline - performance.now());
    if (notifier.heard() >= position) return true;
    const session = notifier.session() ?? (await notifier.listening(left()));
    if ((session === null || session !== lookedIn) && (await lookTogether()) >= position) return true;
    for (let lookMs = firstLookMs; ; lookMs = Math.min(2 * lookMs, lastLookMs)) {
      const last = left() <= lookMs;
      if (await notifier.until(position, Math.min(lookMs, left()))) return true;
      if ((await lookTogether()) >= position) return true;
      if (last && left() === 0) return false;
    }
  };
}

/** Calls that come while one is under way share the next one: each is answered by one that began after it came. */
function shared<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    next ??= running.then(() => {
      next = null;
      const started = call();
      running = started.catch(() => undefined);
      return started;
    });
    return next;
  };
}
