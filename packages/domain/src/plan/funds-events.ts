import { z } from "zod";
import { declare } from "../event/declaration.ts";
import { personalPrivacy } from "../event/basis.ts";
import { amount, code, eventId, pub, staff, text, withheld, year } from "../event/fields.ts";

export const payeeKinds = ["contractor", "householdGroup", "trainingProvider", "supplier", "publicBody"] as const;
export type PayeeKind = (typeof payeeKinds)[number];

const voucher = pub(text.max(100));
const note = staff(text.nullable());

/** Donor treasury → earmarked account, for one fiscal year. */
export const fundsAppropriated = declare("FundsAppropriated", {
  year: pub(year),
  amountFen: pub(amount),
  voucher,
  note,
});

/** Earmarked account → project subledger. */
export const fundsReleased = declare("FundsReleased", { project: pub(code), amountFen: pub(amount), voucher, note });

/** Project subledger → payee: a legal person or a group of households by its village, never a natural person. */
export const paymentMade = declare("PaymentMade", {
  project: pub(code),
  amountFen: pub(amount),
  payeeKind: pub(z.enum(payeeKinds)),
  payeeName: pub(text.max(200)),
  purpose: pub(text),
  voucher,
  note,
});

/**
 * Project subledger → a household: a natural person, whose name is withheld. It moves money exactly as a payment does.
 * The village or group is public where it is given; decision 0015 says when it should not be.
 */
export const householdPaid = declare("HouseholdPaid", {
  project: pub(code),
  amountFen: pub(amount),
  payeeName: withheld(text.max(200), personalPrivacy),
  village: pub(text.max(200).nullable()),
  purpose: pub(text),
  voucher,
  note,
});

/** Payee → project subledger: part or all of a payment came back. */
export const refundReceived = declare("RefundReceived", {
  payment: pub(eventId),
  amountFen: pub(amount),
  voucher,
  reason: pub(text),
  note,
});

/** The whole of an appropriation, release or payment went back the way it came: a fact of the world of its own. */
export const transferReversed = declare("TransferReversed", {
  transfer: pub(eventId),
  voucher,
  reason: pub(text),
  note,
});
