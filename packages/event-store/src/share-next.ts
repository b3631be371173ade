/**
 * Calls that come while one is under way share the next one: every caller is answered by a call that began after it
 * asked, and there is never more than one at work.
 */
export function shareNext<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const started = call();
      running = started.catch(() => undefined);
      return started;
    });
    return next;
  };
}
