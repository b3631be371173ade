/**
 * What an error says about a call:
 * - `unknown`: no answer came; what was asked may have happened;
 * - `later`: it did not happen, and trying again makes sense;
 * - `final`: it did not happen, and trying again does not help.
 */
export type Fate = "unknown" | "later" | "final";

/** The call never left this process: whatever it wanted to write is not written. */
export class NotSent extends Error {
  constructor(cause: unknown) {
    super(`The event store could not be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "NotSent";
  }
}

/** This side's own timer ran out: several calls of the client have none. */
export class NoAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NoAnswer";
  }
}

/** What lies in the store is not what this program can read. */
export class Unreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Unreadable";
  }
}

/** gRPC's codes by name, as far as they are told apart here. */
const code = {
  cancelled: 1,
  unknown: 2,
  deadlineExceeded: 4,
  notFound: 5,
  aborted: 10,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
} as const;

/**
 * The server reports a timed-out commit as ABORTED and much else as UNKNOWN; a broken connection is UNAVAILABLE,
 * INTERNAL or CANCELLED. In none of these cases is it certain that an append was not written.
 */
const withoutAnswer = new Set<number>(
  Object.entries(code).flatMap(([name, value]) => (name === "notFound" ? [] : [value])),
);

export function fateOf(error: unknown): Fate {
  if (error instanceof NotSent) return "later";
  if (error instanceof NoAnswer) return "unknown";
  const given = codeOf(error);
  if (given === null) return "final";
  if (given === code.notFound && exceptionOf(error) === "not-leader") return "later";
  return withoutAnswer.has(given) ? "unknown" : "final";
}

/** gRPC's deadline: the connection may be dead without knowing it. */
export function isDeadline(error: unknown): boolean {
  return codeOf(error) === code.deadlineExceeded;
}

/** The name that the server gives its refusals in a header; null where it gives none. */
export function exceptionOf(error: unknown): string | null {
  return headerOf(error, "exception");
}

export function headerOf(error: unknown, name: string): string | null {
  if (!(error instanceof Error) || !("metadata" in error)) return null;
  const metadata = error.metadata;
  if (typeof metadata !== "object" || metadata === null || !("get" in metadata)) return null;
  if (typeof metadata.get !== "function") return null;
  const values: unknown = metadata.get(name);
  return Array.isArray(values) && values.length > 0 ? String(values[0]) : null;
}

function codeOf(error: unknown): number | null {
  return error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : null;
}

/** Waits between attempts: 20 ms first, doubled up to a second, so that a restart is met soon and not hammered. */
export function pauseMs(attempt: number): number {
  return Math.min(20 * 2 ** attempt, 1_000);
}
