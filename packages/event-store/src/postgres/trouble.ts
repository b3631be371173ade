/**
 * What an error says about a statement:
 * - `unknown`: the connection broke or fell silent; the statement may have happened;
 * - `later`: it did not happen, and trying again makes sense;
 * - `final`: it did not happen, and trying again does not help.
 */
export type Fate = "unknown" | "later" | "final";

const sqlState = /^[0-9A-Z]{5}$/;

/** Classes and codes of PostgreSQL under which the server itself ends a connection. */
const connectionEnds = /^(08|57P0[1-5])/;
/** Deadlock, serialization failure, lock not available, too many connections. */
const passing = new Set(["40001", "40P01", "55P03", "53300"]);

/** The driver gives these no code. */
const driverMessages =
  /Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying|not queryable/;

export function fateOf(error: unknown): Fate {
  if (!(error instanceof Error)) return "final";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (isFromServer(error) && sqlState.test(code)) {
    if (connectionEnds.test(code)) return "unknown";
    return passing.has(code) ? "later" : "final";
  }
  return networkCodes.has(code) || driverMessages.test(error.message) ? "unknown" : "final";
}

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

/** Codes of Node, such as EPIPE, can look like an SQLSTATE; only the server's errors have a severity. */
function isFromServer(error: Error): boolean {
  return "severity" in error;
}

/** Waits between attempts: 20 ms first, doubled up to a second, so that a restart is met soon and not hammered. */
export function pauseMs(attempt: number): number {
  return Math.min(20 * 2 ** attempt, 1_000);
}
