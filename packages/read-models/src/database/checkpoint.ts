import { randomUUID } from "node:crypto";
import type { Db } from "./queries.ts";

export interface Checkpoint {
  readonly builtAs: string;
  /** Changes when the tables are replaced by others. */
  readonly build: string;
  readonly position: bigint;
  readonly recordedAt: string;
  readonly publicCount: bigint;
}

const epoch = "1970-01-01T00:00:00.000000Z";

const columns = [
  "built_as as builtAs",
  "build",
  "position",
  "recorded_at as recordedAt",
  "public_count as publicCount",
] as const;

/** How far the tables are. Throws where they were never set up. */
export async function readCheckpoint(db: Db): Promise<Checkpoint> {
  return db.selectFrom("checkpoint").select(columns).executeTakeFirstOrThrow();
}

/** As `readCheckpoint`, and nobody else moves it until this transaction ends. */
export async function holdCheckpoint(db: Db): Promise<Checkpoint> {
  return db.selectFrom("checkpoint").select(columns).forUpdate().executeTakeFirstOrThrow();
}

/** The first checkpoint of tables that hold nothing yet; leaves one that is there as it is. */
export async function startCheckpoint(db: Db, builtAs: string): Promise<void> {
  await db
    .insertInto("checkpoint")
    .values({ built_as: builtAs, build: randomUUID(), position: 0n, recorded_at: epoch, public_count: 0n })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function moveCheckpoint(
  db: Db,
  to: Pick<Checkpoint, "position" | "recordedAt" | "publicCount">,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("checkpoint")
    .set({ position: to.position, recorded_at: to.recordedAt, public_count: to.publicCount })
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error("the tables have no checkpoint");
}
