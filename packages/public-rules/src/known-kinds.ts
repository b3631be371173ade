/** Kinds that change books or allocations (`PlanBooks` takes each of them), then those that move no money. */
const kinds =
  "PlanAdopted ProjectAdded AllocationSet ReallocationDecided PlanAmended FundsAppropriated FundsReleased " +
  "PaymentMade HouseholdPaid RefundReceived TransferReversed RecordVoided " +
  "FundingRuleSet FundingBaseEstimated FundingBaseConfirmed EarlierPlanReported ThresholdsSet SectorAdded PlanClosed " +
  "PreparationRecorded ProjectStarted PhysicalProgressReported ProjectAccepted MilestonePlanned " +
  "MilestoneRescheduled MilestoneReached MilestoneMissed EvidenceAttached EvidenceWithdrawn " +
  "DisclosureErased LogKeyRotated";

/** What these rules can judge; of any other kind they say that they do not. */
export const knownKinds: ReadonlySet<string> = new Set(kinds.split(" "));
