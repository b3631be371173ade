import { snapshots } from "../snapshots/snapshots.ts";
import { allocations } from "./allocations.ts";
import { planEvents } from "./plan-events.ts";
import type { Projection } from "./projection.ts";
import { transfers } from "./transfers.ts";

/** Events from one snapshot to the next: a view folds a small multiple of it at most. */
export const snapshotEvery = 200;

/** All of them, each after those whose rows it reads. */
export function projections(every: number = snapshotEvery): readonly Projection[] {
  return [planEvents, transfers, allocations, snapshots(every)];
}

/** What the tables are built as; tables that were built as something else are not read, and are rebuilt. */
export const builtAs = projections()
  .map(({ name, version }) => `${name}@${version}`)
  .join(" ");
