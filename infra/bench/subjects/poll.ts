import { setTimeout as pause } from "node:timers/promises";
import type { Closable } from "./subject.ts";

/** Follows by asking again and again: at once while there was something, after a pause where there was nothing. */
export function poll(next: () => Promise<number>, idleMs: number): Closable {
  let open = true;
  const run = async (): Promise<void> => {
    while (open) {
      if ((await next()) === 0) await pause(idleMs);
    }
  };
  const running = run();
  return {
    close: async () => {
      open = false;
      await running;
    },
  };
}
