import { cpus } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

const lookMs = 250;
/** Of the whole machine; a database that is only up and a timer now and then stay well below. */
const quietShare = 0.1;

interface Ticks {
  readonly busy: number;
  readonly all: number;
}

function ticks(): Ticks {
  let [busy, all] = [0, 0];
  for (const { times } of cpus()) {
    const working = times.user + times.nice + times.sys + times.irq;
    busy += working;
    all += working + times.idle;
  }
  return { busy, all };
}

/** Share of the machine's time between two moments in which its cores worked. */
export function busyShare(before: Ticks, after: Ticks): number {
  return after.all > before.all ? (after.busy - before.busy) / (after.all - before.all) : 0;
}

/**
 * Waits until nobody else keeps the machine busy, but no longer than the limit. Answers the share in percent that was
 * in use when it stopped waiting: what the sample that follows has to share the machine with.
 */
export async function waitForQuiet(limitMs: number): Promise<number> {
  const end = performance.now() + limitMs;
  for (;;) {
    const before = ticks();
    await pause(lookMs);
    const share = busyShare(before, ticks());
    if (share < quietShare || performance.now() >= end) return share * 100;
  }
}
