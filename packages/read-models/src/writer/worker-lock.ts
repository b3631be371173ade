import { createHash, randomInt } from "node:crypto";
import type pg from "pg";

/** Advisory locks share one number space per database with everybody else's: a hash keeps out of the way. */
function lockKey(purpose: string): string {
  return createHash("sha256").update(`mingzhang read models: ${purpose}`).digest().readBigInt64BE().toString();
}

/** First half of the number of every worker's lock. */
export function workersKey(schema: string): number {
  return createHash("sha256").update(`mingzhang read models: workers ${schema}`).digest().readInt32BE();
}

export const rebuildPurpose = (schema: string): string => `rebuild ${schema}`;
export const makingPurpose = (schema: string): string => `make ${schema}`;

/** Takes the lock for as long as the session lives; false where another session has it. */
export async function tryLock(client: pg.Client, purpose: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    lockKey(purpose),
  ]);
  return rows[0]?.locked === true;
}

/** Holds the lock until the transaction ends, waiting for whoever has it. */
export async function lockForTransaction(client: pg.Client, purpose: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [lockKey(purpose)]);
}

/** A number that no living worker has, locked for as long as the session lives. */
export async function lockWorkerNumber(client: pg.Client, schema: string): Promise<number> {
  for (;;) {
    const number = randomInt(1, 2 ** 31);
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1, $2) as locked", [
      workersKey(schema),
      number,
    ]);
    if (rows[0]?.locked) return number;
  }
}
