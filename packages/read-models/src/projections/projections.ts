import { type SnapshotPolicy, snapshots } from "../snapshots/snapshots.ts";
import { allocations } from "./allocations.ts";
import { planEvents } from "./plan-events.ts";
import type { Projection } from "./projection.ts";
import { transfers } from "./transfers.ts";

const snapshotPolicy: SnapshotPolicy = { every: 200, creditPerEvent: 16n };

/** All of them, each after those whose rows it reads. */
export function projections(policy: Partial<SnapshotPolicy> = {}): readonly Projection[] {
  return [planEvents, transfers, allocations, snapshots({ ...snapshotPolicy, ...policy })];
}

/** What the tables are built as; tables that were built as something else are not read, and are rebuilt. */
export const builtAs = projections()
  .map(({ name, version }) => `${name}@${version}`)
  .join(" ");
