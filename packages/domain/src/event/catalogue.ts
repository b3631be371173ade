import * as evidence from "../plan/evidence-events.ts";
import * as funds from "../plan/funds-events.ts";
import * as plan from "../plan/plan-events.ts";
import * as project from "../plan/project-events.ts";
import { type DataOf, type Declaration } from "./declaration.ts";

/** Every kind of event, once. Order means nothing; names are for ever. */
export const catalogue = {
  PlanAdopted: plan.planAdopted,
  FundingRuleSet: plan.fundingRuleSet,
  FundingBaseEstimated: plan.fundingBaseEstimated,
  FundingBaseConfirmed: plan.fundingBaseConfirmed,
  EarlierPlanReported: plan.earlierPlanReported,
  ThresholdsSet: plan.thresholdsSet,
  SectorAdded: plan.sectorAdded,
  ProjectAdded: plan.projectAdded,
  AllocationSet: plan.allocationSet,
  ReallocationDecided: plan.reallocationDecided,
  PlanAmended: plan.planAmended,
  PlanClosed: plan.planClosed,
  RecordVoided: plan.recordVoided,
  DisclosureErased: plan.disclosureErased,
  PreparationRecorded: project.preparationRecorded,
  ProjectStarted: project.projectStarted,
  PhysicalProgressReported: project.progressReported,
  ProjectAccepted: project.projectAccepted,
  MilestonePlanned: project.milestonePlanned,
  MilestoneRescheduled: project.milestoneRescheduled,
  MilestoneReached: project.milestoneReached,
  MilestoneMissed: project.milestoneMissed,
  EvidenceAttached: evidence.evidenceAttached,
  EvidenceWithdrawn: evidence.evidenceWithdrawn,
  FundsAppropriated: funds.fundsAppropriated,
  FundsReleased: funds.fundsReleased,
  PaymentMade: funds.paymentMade,
  HouseholdPaid: funds.householdPaid,
  RefundReceived: funds.refundReceived,
  TransferReversed: funds.transferReversed,
} as const satisfies { [N in string]: Declaration<N> };

export type Catalogue = typeof catalogue;
export type EventName = keyof Catalogue;
export type EventData<N extends EventName> = DataOf<Catalogue[N]>;

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(catalogue, name);
}
