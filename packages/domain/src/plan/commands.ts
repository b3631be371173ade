import type { EventData, EventName } from "../event/catalogue.ts";
import type { Day } from "../time/day.ts";
import type { Replaces } from "../event/plan-event.ts";

/** Commands that record one fact each, with the event that they yield. */
export const commandEvents = {
  SetFundingRule: "FundingRuleSet",
  EstimateFundingBase: "FundingBaseEstimated",
  ConfirmFundingBase: "FundingBaseConfirmed",
  SetThresholds: "ThresholdsSet",
  AddSector: "SectorAdded",
  AddProject: "ProjectAdded",
  SetAllocation: "AllocationSet",
  DecideReallocation: "ReallocationDecided",
  AmendPlan: "PlanAmended",
  ClosePlan: "PlanClosed",
  RecordPreparation: "PreparationRecorded",
  StartProject: "ProjectStarted",
  ReportProgress: "PhysicalProgressReported",
  AcceptProject: "ProjectAccepted",
  PlanMilestone: "MilestonePlanned",
  RescheduleMilestone: "MilestoneRescheduled",
  ReachMilestone: "MilestoneReached",
  MissMilestone: "MilestoneMissed",
  AttachEvidence: "EvidenceAttached",
  WithdrawEvidence: "EvidenceWithdrawn",
  AppropriateFunds: "FundsAppropriated",
  ReleaseFunds: "FundsReleased",
  MakePayment: "PaymentMade",
  PayHousehold: "HouseholdPaid",
  ReceiveRefund: "RefundReceived",
  ReverseTransfer: "TransferReversed",
  EraseDisclosure: "DisclosureErased",
} as const satisfies Record<string, EventName>;

export type CommandName = keyof typeof commandEvents;

/**
 * Commands that record one dated fact of a plan. `corrects` makes it a correction of the record. A
 * withheld field holds its value in clear until the command is sealed, and its digest from then on.
 */
export type FactCommand = {
  [N in CommandName]: {
    readonly name: N;
    readonly occurredOn: Day;
    readonly data: EventData<(typeof commandEvents)[N]>;
    readonly corrects?: Replaces;
  };
}[CommandName];

/** The named event never was. */
export interface VoidCommand {
  readonly name: "VoidRecord";
  readonly corrects: Replaces;
}

/** A whole plan as one decision: adoption, rule, base, sectors, projects, allocations, all or nothing. */
export interface AdoptCommand {
  readonly name: "AdoptPlan";
  readonly occurredOn: Day;
  readonly plan: PlanDocument;
}

export type Command = FactCommand | VoidCommand | AdoptCommand;

/** A plan as a document gives it: from the repository's data or from a workbook. */
export interface PlanDocument {
  readonly adopted: EventData<"PlanAdopted">;
  readonly rule: EventData<"FundingRuleSet"> | null;
  readonly bases: readonly EventData<"FundingBaseEstimated">[];
  readonly earlierPlan: EventData<"EarlierPlanReported"> | null;
  readonly sectors: readonly EventData<"SectorAdded">[];
  readonly projects: readonly EventData<"ProjectAdded">[];
  readonly allocations: readonly EventData<"AllocationSet">[];
}
