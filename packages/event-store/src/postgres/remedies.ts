/**
 * What an operator does about a database that refuses, by SQLSTATE. A server says in its own words what is wrong; what
 * has to be done on this side it cannot know.
 */
const remedies: ReadonlyMap<string, string> = new Map([
  [
    "25006",
    "connect to the primary and not to a standby, and set default_transaction_read_only to off; " +
      "it goes on without a restart",
  ],
  ["42501", "grant the role what the README of the event store lists for one that appends"],
  ["53100", "free space on the database's disk, or enlarge it; it goes on without a restart"],
  ["53200", "give the database's machine more memory, or take load from it; it goes on without a restart"],
  ["3F000", "restore the event store's schema from a backup, for it was dropped or renamed"],
  ["42P01", "restore the event store's tables from a backup, for they were dropped or renamed"],
  ["42883", "start this program again, so that it brings the event store's schema to its version"],
]);

/** The server's words and the remedy in one sentence; the words alone where there is none. */
export function withRemedy(cause: Error): string {
  const remedy = remedies.get(codeOf(cause));
  return remedy === undefined ? cause.message : `${cause.message}; ${remedy}.`;
}

/** The error with its remedy; itself where there is none. */
export function explained(cause: unknown): unknown {
  if (!(cause instanceof Error) || !remedies.has(codeOf(cause))) return cause;
  return new Error(withRemedy(cause), { cause });
}

/**
 * True where the session goes on refusing although the cause is gone: what a role or a database sets by default is
 * taken when a session begins.
 */
export function isOfItsSession(cause: unknown): boolean {
  return codeOf(cause) === "25006";
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}
