import type { StoredEvent } from "@mingzhang/event-store";
import { holdCheckpoint, moveCheckpoint } from "../database/checkpoint.ts";
import type { Db } from "../database/queries.ts";
import type { Projection } from "../projections/projection.ts";
import { readBatch } from "./read-batch.ts";

/** The tables are not the ones this writer began with: others were put in their place, or others write to them. */
export class TablesReplaced extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TablesReplaced";
  }
}

/** What a writer takes the tables to be: which build, and how far. */
export interface Standing {
  readonly build: string;
  readonly position: bigint;
}

/**
 * Rows and checkpoint of one batch, within the caller's transaction: both or neither. Returns the new position.
 * Throws `PoisonEvent`, or `TablesReplaced` where the tables are not as expected.
 */
export async function applyBatch(
  db: Db,
  projections: readonly Projection[],
  { batch, standing }: { batch: readonly StoredEvent[]; standing: Standing },
): Promise<bigint> {
  const { build, position, publicCount } = await holdCheckpoint(db);
  if (build !== standing.build || position !== standing.position) {
    throw new TablesReplaced(`the tables stand at ${position} of build ${build}, not at ${standing.position}`);
  }
  const first = batch[0];
  const last = batch.at(-1);
  if (!first || !last) return position;
  if (first.position <= position) throw new Error(`position ${first.position} comes after ${position} a second time`);
  const appends = await readBatch(db, batch, publicCount);
  for (const projection of projections) await projection.project(db, appends);
  const moved = publicCount + BigInt(batch.length);
  await moveCheckpoint(db, { position: last.position, recordedAt: last.recordedAt, publicCount: moved });
  return last.position;
}
