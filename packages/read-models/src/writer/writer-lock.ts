import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

const retryMs = 200;

/** Advisory locks share one number space per database with everybody else's: 64 bits of a hash keep out of the way. */
function lockKey(purpose: string): string {
  return createHash("sha256").update(`mingzhang read models: ${purpose}`).digest().readBigInt64BE().toString();
}

export const writerPurpose = (schema: string): string => `write ${schema}`;
export const rebuildPurpose = (schema: string): string => `rebuild ${schema}`;

/** Takes the lock for as long as the session lives; false where another session has it. */
export async function tryLock(client: pg.Client, purpose: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    lockKey(purpose),
  ]);
  return rows[0]?.locked === true;
}

/** Asks until the lock is free; a session that waited inside PostgreSQL could not be called back. Rejects on abort. */
export async function waitForLock(client: pg.Client, purpose: string, signal: AbortSignal): Promise<void> {
  while (!(await tryLock(client, purpose))) await pause(retryMs, undefined, { signal });
}
