import { type LiveEvent, movementOf, type PlanState } from "@mingzhang/domain";
import type { TransferTableRow } from "../database/tables.ts";

/** The row of an event that moves money, on the transfers before it. */
export function transferRow(
  before: Pick<PlanState, "transfers">,
  live: LiveEvent,
  { publicIndex, knownFrom }: { readonly publicIndex: bigint; readonly knownFrom: bigint },
): TransferTableRow {
  const { event, fact, place } = live;
  const moved = movementOf(before, live);
  const giver = moved?.postings.find(({ amountFen }) => amountFen < 0n);
  const taker = moved?.postings.find(({ amountFen }) => amountFen > 0n);
  if (!moved || !giver || !taker || !("voucher" in event.data)) throw new Error(`${event.type} moves no money`);
  return {
    plan: event.plan,
    fact,
    event: event.id,
    kind: moved.kind,
    occurred_on: event.occurredOn,
    recorded_at: event.recordedAt,
    place,
    public_index: publicIndex,
    amount_fen: moved.amountFen,
    from_account: giver.account,
    to_account: taker.account,
    project: moved.project,
    fiscal_year: moved.year,
    counted_in: moved.countedIn,
    appropriated_fen: moved.appropriatedFen,
    released_fen: moved.releasedFen,
    paid_fen: moved.paidFen,
    simulated: event.simulated,
    settles: moved.settles,
    payee_name: event.type === "PaymentMade" ? event.data.payeeName : null,
    payee_kind: payeeKindOf(event),
    purpose: event.type === "PaymentMade" || event.type === "HouseholdPaid" ? event.data.purpose : null,
    voucher: event.data.voucher,
    known_from: knownFrom,
    known_to: null,
  };
}

/** The payee of a payment to a household is a person. */
function payeeKindOf({ type, data }: LiveEvent["event"]): TransferTableRow["payee_kind"] {
  if (type === "HouseholdPaid") return "household";
  return type === "PaymentMade" ? data.payeeKind : null;
}

/** Whether two rows say the same, whenever that was known. */
export function sameTransfer(a: TransferTableRow, b: TransferTableRow | undefined): boolean {
  if (!b) return false;
  const names = Object.keys(a) as (keyof TransferTableRow)[];
  return names.every((name) => name === "known_from" || name === "known_to" || a[name] === b[name]);
}
