/** Names of the forms, as they stand in the address. */
export const recordKindIds = [
  "appropriation",
  "release",
  "payment",
  "household",
  "refund",
  "reversal",
  "reallocation",
  "amendment",
  "base",
  "preparation",
  "start",
  "progress",
  "accept",
  "milestone-plan",
  "milestone-reschedule",
  "milestone-reach",
  "milestone-miss",
  "close",
  "void",
  "erase",
] as const;

export type RecordKindId = (typeof recordKindIds)[number];

/** The form that records an event of this type, and with it the one that corrects it. */
export const kindOfType: Readonly<Record<string, RecordKindId>> = {
  FundsAppropriated: "appropriation",
  FundsReleased: "release",
  PaymentMade: "payment",
  HouseholdPaid: "household",
  RefundReceived: "refund",
  TransferReversed: "reversal",
  ReallocationDecided: "reallocation",
  PlanAmended: "amendment",
  FundingBaseConfirmed: "base",
  PreparationRecorded: "preparation",
  ProjectStarted: "start",
  PhysicalProgressReported: "progress",
  ProjectAccepted: "accept",
  MilestonePlanned: "milestone-plan",
  MilestoneRescheduled: "milestone-reschedule",
  MilestoneReached: "milestone-reach",
  MilestoneMissed: "milestone-miss",
  PlanClosed: "close",
};
