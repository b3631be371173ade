import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { OperatorError, type Log } from "@mingzhang/runtime";
import { commandOf, processIdentity } from "./process-identity.ts";

const fastLimitMs = 20_000;
const hardLimitMs = 5_000;

/**
 * What a running PostgreSQL says about itself in its cluster: its process, its port, and whether it takes connections.
 */
export async function readPostmasterFile(
  cluster: string,
): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (processIdentity(pid) !== undefined) {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
}

/**
 * Signals a postmaster to stop: gracefully first, then at once, which the write-ahead log makes good at the next
 * start.
 */
export async function endPostmaster(pid: number, withinMs: number): Promise<boolean> {
  for (const [signal, limitMs] of [
    ["SIGINT", withinMs],
    ["SIGQUIT", hardLimitMs],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return gone(pid, 0);
    }
    if (await gone(pid, limitMs)) return true;
  }
  return false;
}

/**
 * Lets a start pass over the process number that a killed PostgreSQL left in its cluster. PostgreSQL would refuse when
 * that number belongs to another by now, or to a dead process that nobody has collected, as in a container. Its own
 * parent it passes over, and then still looks whether the shared memory of the old one is in use, which deleting the
 * file would prevent.
 */
async function disownPostmasterFile(cluster: string): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text !== undefined) await writeFile(file, text.replace(/^\d+/, String(process.pid)));
}

/**
 * Stops a PostgreSQL whose parent was killed before it could stop it. To be called by whoever holds the lock of the
 * data folder, so that it cannot belong to a living parent.
 */
export async function stopLeftover(cluster: string, log: Log): Promise<void> {
  const left = await readPostmasterFile(cluster);
  if (!left) return;
  if (processIdentity(left.pid) !== undefined && commandOf(left.pid).includes(cluster)) {
    log.info({ pid: left.pid }, "stopping the PostgreSQL that an earlier start left behind");
    if (!(await endPostmaster(left.pid, fastLimitMs))) {
      throw new OperatorError([
        `上次启动遗留的 PostgreSQL（进程 ${left.pid}）无法停止：请手工停止它`,
        `the PostgreSQL that an earlier start left behind (process ${left.pid}) does not stop: stop it by hand`,
      ]);
    }
  }
  await disownPostmasterFile(cluster);
}
