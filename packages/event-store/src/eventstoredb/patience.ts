import { setTimeout as sleep } from "node:timers/promises";
import { fateOf, NoAnswer, pauseMs } from "./trouble.ts";

export interface Patience {
  /** Until when an attempt without an answer is followed by another one, as `Date.now()` counts. */
  readonly until: number;
  readonly signal?: AbortSignal;
  readonly onTrouble: (error: Error) => void;
}

/** Does again what changes nothing, as long as trying again makes sense. */
export async function patiently<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  const { until, signal, onTrouble } = patience;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted || fateOf(error) === "final" || Date.now() >= until) throw error;
      onTrouble(error as Error);
      await sleep(pauseMs(attempt), undefined, signal ? { signal } : {});
    }
  }
}

/** Rejects with `NoAnswer` when the time is over or the signal aborts; what the work comes to later is let go. */
export async function withinTime<T>(work: Promise<T>, timeoutMs: number, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const message = `The event store did not answer within ${timeoutMs} ms.`;
    timer = setTimeout(() => reject(new NoAnswer(message)), timeoutMs);
    onAbort = () => reject(new NoAnswer("The call was given up."));
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener("abort", onAbort);
  }
}
