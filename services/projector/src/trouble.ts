import { HandedOver, RebuildRunning } from "@mingzhang/read-models";

/** The store did not show its events. Reading does no harm, so it is always tried again. */
export class StoreTrouble extends Error {
  constructor(cause: unknown) {
    super(`the event store: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "StoreTrouble";
  }
}

/** The connection that holds the writer's lock broke, and the lock with it. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super(`the database: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "ConnectionLost";
  }
}

/** Connection lost, server stopping, too many connections, deadlock, lock or idle time-out. */
const passingStates = /^(08|53|57P0[1-5]|40|55P03|25P03|57014)/;
const networkCodes = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
]);
/** The driver gives these no code. */
const driverMessages =
  /Connection terminated|Query read timeout|timeout expired|not queryable|Client was closed|Client has encountered/;

/** Whether trying again can help. Everything else stops the projector: a bug is not to be repeated every second. */
export function isPassing(error: unknown): boolean {
  if (error instanceof StoreTrouble || error instanceof ConnectionLost) return true;
  if (error instanceof HandedOver || error instanceof RebuildRunning) return true;
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // Codes of Node can look like those of the server; only the server's errors have a severity.
  if ("severity" in error) return passingStates.test(code);
  return networkCodes.has(code) || driverMessages.test(error.message);
}

/** 50 ms first, doubled up to 5 s: a restart is met soon, and not hammered. */
export function pauseMs(attempt: number): number {
  return Math.min(50 * 2 ** attempt, 5_000);
}
