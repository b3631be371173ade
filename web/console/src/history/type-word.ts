import type { Translate } from "@mingzhang/ui";
import { isMessageId, type MessageId } from "../i18n/text.tsx";

/** Name of a type of event; a type that this build does not know yet stands for itself. */
export function typeWord(type: string, t: Translate<MessageId>): string {
  const id = `event.type.${type}`;
  return isMessageId(id) ? t(id) : type;
}

/** Types that the filter offers: what happens after a plan was adopted comes first. */
export const eventTypes = [
  "FundsAppropriated",
  "FundsReleased",
  "PaymentMade",
  "HouseholdPaid",
  "RefundReceived",
  "TransferReversed",
  "ReallocationDecided",
  "PlanAmended",
  "FundingBaseConfirmed",
  "PreparationRecorded",
  "ProjectStarted",
  "PhysicalProgressReported",
  "ProjectAccepted",
  "MilestonePlanned",
  "MilestoneRescheduled",
  "MilestoneReached",
  "MilestoneMissed",
  "EvidenceAttached",
  "EvidenceWithdrawn",
  "RecordVoided",
  "DisclosureErased",
  "PlanClosed",
  "PlanAdopted",
  "FundingRuleSet",
  "FundingBaseEstimated",
  "EarlierPlanReported",
  "ThresholdsSet",
  "SectorAdded",
  "ProjectAdded",
  "AllocationSet",
] as const;
