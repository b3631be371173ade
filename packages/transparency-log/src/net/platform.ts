declare global {
  // What browsers and Node declare in full; the library of the language that pure code is checked against does not.
  interface AbortSignal {
    readonly aborted: boolean;
  }
}

interface Controller {
  readonly signal: AbortSignal;
  abort(): void;
}

declare const AbortController: new () => Controller;
declare function setTimeout(call: () => void, waitMs: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Ends a request: by the clock, or because nobody waits for it any more. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether it was the clock. */
  readonly late: boolean;
  end(): void;
}

/** A signal that is given after so many milliseconds, unless `end` gives it before. */
export function deadlineIn(waitMs: number): Deadline {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, waitMs);
  return {
    signal: controller.signal,
    get late() {
      return late;
    },
    end() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

/** Waits so many milliseconds. */
export function pause(waitMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}
