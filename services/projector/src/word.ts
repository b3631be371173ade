/** Word that there is something to do; said while nobody waits, it is heard at the next wait. */
export interface Word {
  say(): void;
  /** Resolves at the next word, after `waitMs`, or when the signal aborts. */
  next(waitMs: number): Promise<void>;
}

export function createWord(signal: AbortSignal): Word {
  let said = false;
  let wake: (() => void) | null = null;
  const say = (): void => {
    said = true;
    wake?.();
  };
  signal.addEventListener("abort", say, { once: true });
  return {
    say,
    async next(waitMs) {
      if (!said && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      said = false;
    },
  };
}
