import type { PlanEvent } from "@mingzhang/domain";

/**
 * Events that move money: these are rows of `transfer` and summed, all others are folded. One that is forgotten here
 * is folded as well, and its sums still count.
 */
export const transferTypes: ReadonlySet<PlanEvent["type"]> = new Set([
  "FundsAppropriated",
  "FundsReleased",
  "PaymentMade",
  "HouseholdPaid",
  "RefundReceived",
  "TransferReversed",
]);
