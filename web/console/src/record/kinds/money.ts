import { fenOf } from "@mingzhang/ui";
import { wanText } from "@mingzhang/ledger";
import {
  ConfirmFundingBaseDocument,
  RecordAppropriationDocument,
  RecordHouseholdPaymentDocument,
  RecordPaymentDocument,
  RecordRefundDocument,
  RecordReleaseDocument,
  ReverseTransferDocument,
  type PayeeKind,
} from "../documents.gen.ts";
import { defineKind, type FieldSpec, type RecordPlan, type Warning } from "../kind.ts";
import { fenTyped, type Values } from "../values.ts";

const occurredOn: FieldSpec = { name: "occurredOn", type: "day", label: "field.occurredOn", hint: "hint.occurredOn" };
const amount: FieldSpec = { name: "amountFen", type: "amount", label: "field.amount" };
const voucher: FieldSpec = { name: "voucher", type: "text", label: "field.voucher" };
const project: FieldSpec = { name: "project", type: "project", label: "field.project" };
const reason: FieldSpec = { name: "reason", type: "text", label: "field.reason" };
const note: FieldSpec = { name: "note", type: "text", label: "field.note", optional: true, hint: "hint.note" };

export const appropriation = defineKind({
  id: "appropriation",
  fields: [occurredOn, { name: "year", type: "year", label: "field.fiscalYear" }, amount, voucher, note],
  document: RecordAppropriationDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    year: typed.year("year"),
    amountFen: typed.fen("amountFen"),
    voucher: typed.text("voucher"),
    note: typed.optional("note"),
  }),
  command: (recordAppropriation) => ({ recordAppropriation }),
  warn: (values, plan) => {
    const year = plan.years.find((one) => String(one.year) === values["year"]);
    const fen = fenTyped(values, "amountFen");
    if (!year || fen === null) return [];
    const open = (fenOf(year.allocated.fen) ?? 0n) - (fenOf(year.appropriated.fen) ?? 0n);
    return fen > open ? [{ field: "amountFen", id: "warn.aboveYear", values: { open: wanText(open) } }] : [];
  },
});

export const release = defineKind({
  id: "release",
  fields: [occurredOn, project, amount, voucher, note],
  document: RecordReleaseDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    amountFen: typed.fen("amountFen"),
    voucher: typed.text("voucher"),
    note: typed.optional("note"),
  }),
  command: (recordRelease) => ({ recordRelease }),
  warn: (values, plan) => [...overAllocation(values, plan), ...overBalance(values, earmarkedBalance(plan))],
});

export const payment = defineKind({
  id: "payment",
  fields: [
    occurredOn,
    project,
    amount,
    { name: "payeeKind", type: "payeeKind", label: "field.payeeKind" },
    { name: "payeeName", type: "text", label: "field.payeeName", hint: "hint.payeeName" },
    { name: "purpose", type: "text", label: "field.purpose" },
    voucher,
    note,
  ],
  document: RecordPaymentDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    amountFen: typed.fen("amountFen"),
    payeeKind: typed.text("payeeKind") as PayeeKind,
    payeeName: typed.text("payeeName"),
    purpose: typed.text("purpose"),
    voucher: typed.text("voucher"),
    note: typed.optional("note"),
  }),
  command: (recordPayment) => ({ recordPayment }),
  warn: (values, plan) => overBalance(values, chosenProject(values, plan)?.balance.fen),
});

/** To a natural person: the name goes to the vault and nowhere else, not into the draft that the tab keeps either. */
export const household = defineKind({
  id: "household",
  fields: [
    occurredOn,
    project,
    amount,
    { name: "payeeName", type: "text", label: "field.personName", hint: "hint.personName", withheld: true },
    { name: "village", type: "text", label: "field.village", hint: "hint.village", optional: true },
    { name: "purpose", type: "text", label: "field.purpose" },
    voucher,
    note,
  ],
  document: RecordHouseholdPaymentDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    amountFen: typed.fen("amountFen"),
    payeeName: typed.text("payeeName"),
    village: typed.optional("village"),
    purpose: typed.text("purpose"),
    voucher: typed.text("voucher"),
    note: typed.optional("note"),
  }),
  command: (recordHouseholdPayment) => ({ recordHouseholdPayment }),
  warn: (values, plan) => overBalance(values, chosenProject(values, plan)?.balance.fen),
});

export const refund = defineKind({
  id: "refund",
  fields: [occurredOn, { name: "payment", type: "payment", label: "field.payment" }, amount, voucher, reason, note],
  document: RecordRefundDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    payment: typed.text("payment"),
    amountFen: typed.fen("amountFen"),
    voucher: typed.text("voucher"),
    reason: typed.text("reason"),
    note: typed.optional("note"),
  }),
  command: (recordRefund) => ({ recordRefund }),
});

export const reversal = defineKind({
  id: "reversal",
  fields: [occurredOn, { name: "transfer", type: "transfer", label: "field.transfer" }, voucher, reason, note],
  document: ReverseTransferDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    transfer: typed.text("transfer"),
    voucher: typed.text("voucher"),
    reason: typed.text("reason"),
    note: typed.optional("note"),
  }),
  command: (reverseTransfer) => ({ reverseTransfer }),
});

export const base = defineKind({
  id: "base",
  fields: [
    occurredOn,
    { name: "year", type: "baseYear", label: "field.baseYear", hint: "hint.baseYear" },
    { ...amount, label: "field.baseAmount" },
    { name: "document", type: "text", label: "field.document" },
  ],
  document: ConfirmFundingBaseDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    year: typed.year("year"),
    amountFen: typed.fen("amountFen"),
    document: typed.text("document"),
  }),
  command: (confirmFundingBase) => ({ confirmFundingBase }),
});

function chosenProject(values: Values, plan: RecordPlan) {
  return plan.projects.find(({ code }) => code === values["project"]);
}

function earmarkedBalance(plan: RecordPlan): string | undefined {
  return plan.accounts.find(({ account }) => account === "earmarked")?.balance.fen;
}

function overBalance(values: Values, balance: string | undefined): Warning[] {
  const fen = fenTyped(values, "amountFen");
  const held = fenOf(balance);
  if (fen === null || held === null || fen <= held) return [];
  return [{ field: "amountFen", id: "warn.overBalance", values: { balance: wanText(held) } }];
}

/** Released so far and this, against what was allocated up to the year of the day. */
function overAllocation(values: Values, plan: RecordPlan): Warning[] {
  const chosen = chosenProject(values, plan);
  const fen = fenTyped(values, "amountFen");
  const year = Number((values["occurredOn"] ?? "").slice(0, 4));
  if (!chosen || fen === null || !year) return [];
  const allocated = chosen.allocations
    .filter((one) => one.year <= year)
    .reduce((sum, one) => sum + (fenOf(one.amount.fen) ?? 0n), 0n);
  const open = allocated - (fenOf(chosen.released.fen) ?? 0n);
  return fen > open ? [{ field: "amountFen", id: "warn.overAllocation", values: { year, open: wanText(open) } }] : [];
}
