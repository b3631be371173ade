import type { Kind } from "./kind.ts";
import type { RecordKindId } from "./kind-ids.ts";
import { evidenceAttach, evidenceWithdraw } from "./kinds/evidence.ts";
import { appropriation, base, household, payment, refund, release, reversal } from "./kinds/money.ts";
import { amendment, close, erasure, reallocation, voiding } from "./kinds/plan.ts";
import {
  accept,
  milestoneMiss,
  milestonePlan,
  milestoneReach,
  milestoneReschedule,
  preparation,
  progress,
  start,
} from "./kinds/work.ts";

export const kinds: Readonly<Record<RecordKindId, Kind>> = {
  appropriation,
  release,
  payment,
  household,
  refund,
  reversal,
  reallocation,
  amendment,
  base,
  preparation,
  start,
  progress,
  accept,
  "milestone-plan": milestonePlan,
  "milestone-reschedule": milestoneReschedule,
  "milestone-reach": milestoneReach,
  "milestone-miss": milestoneMiss,
  "evidence-attach": evidenceAttach,
  "evidence-withdraw": evidenceWithdraw,
  close,
  void: voiding,
  erase: erasure,
};

/** Forms as the page of forms groups them. Voiding and erasing start from the record that they are about. */
export const kindGroups: readonly {
  readonly id: "money" | "plan" | "project" | "milestones";
  readonly kinds: readonly RecordKindId[];
}[] = [
  { id: "money", kinds: ["appropriation", "release", "payment", "household", "refund", "reversal"] },
  { id: "plan", kinds: ["reallocation", "amendment", "base", "close"] },
  { id: "project", kinds: ["preparation", "start", "progress", "accept", "evidence-attach", "evidence-withdraw"] },
  { id: "milestones", kinds: ["milestone-plan", "milestone-reschedule", "milestone-reach", "milestone-miss"] },
];
