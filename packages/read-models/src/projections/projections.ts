import { createHash } from "node:crypto";
import { tableDefinitions } from "../migrations/tables.ts";
import { type SnapshotPolicy, snapshots } from "../snapshots/snapshots.ts";
import { allocations } from "./allocations.ts";
import { planEventsVersion } from "./plan-events.ts";
import type { Projection } from "./projection.ts";
import { transfers } from "./transfers.ts";

const snapshotPolicy: SnapshotPolicy = { every: 200, creditPerEvent: 16n };

/** All of them, each after those whose rows it reads. */
export function projections(policy: Partial<SnapshotPolicy> = {}): readonly Projection[] {
  return [transfers, allocations, snapshots({ ...snapshotPolicy, ...policy })];
}

/** What rows say, by the versions that say so. */
export const rowsAs = [`plan-events@${planEventsVersion}`]
  .concat(projections().map(({ name, version }) => `${name}@${version}`))
  .join(", ");

/**
 * What the tables are built as, the definitions of the tables included; tables that were built as something else are
 * not read, and are rebuilt.
 */
export const builtAs = `${rowsAs}, tables ${createHash("sha256").update(tableDefinitions).digest("hex").slice(0, 16)}`;
