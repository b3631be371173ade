import { acceptProject } from "./accept-project.ts";
import { amendPlan } from "./amend-plan.ts";
import { attachEvidence } from "./attach-evidence.ts";
import { closePlan } from "./close-plan.ts";
import type { CommandDefinition } from "./command.ts";
import { confirmFundingBase } from "./confirm-funding-base.ts";
import { decideReallocation } from "./decide-reallocation.ts";
import { eraseDisclosure } from "./erase-disclosure.ts";
import { missMilestone } from "./miss-milestone.ts";
import { planMilestone } from "./plan-milestone.ts";
import { reachMilestone } from "./reach-milestone.ts";
import { recordAppropriation } from "./record-appropriation.ts";
import { recordHouseholdPayment } from "./record-household-payment.ts";
import { recordPayment } from "./record-payment.ts";
import { recordPreparation } from "./record-preparation.ts";
import { recordRefund } from "./record-refund.ts";
import { recordRelease } from "./record-release.ts";
import { reportProgress } from "./report-progress.ts";
import { rescheduleMilestone } from "./reschedule-milestone.ts";
import { reverseTransfer } from "./reverse-transfer.ts";
import { startProject } from "./start-project.ts";
import { voidEvent } from "./void-event.ts";
import { withdrawEvidence } from "./withdraw-evidence.ts";

/** Every command that is a mutation of its own and a field of `CommandInput`. */
export const commands: readonly CommandDefinition[] = [
  recordAppropriation,
  recordRelease,
  recordPayment,
  recordHouseholdPayment,
  recordRefund,
  reverseTransfer,
  confirmFundingBase,
  decideReallocation,
  amendPlan,
  closePlan,
  recordPreparation,
  startProject,
  acceptProject,
  reportProgress,
  planMilestone,
  rescheduleMilestone,
  reachMilestone,
  missMilestone,
  attachEvidence,
  withdrawEvidence,
  voidEvent,
  eraseDisclosure,
];
