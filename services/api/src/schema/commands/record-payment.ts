import { builder } from "../builder.ts";
import { PayeeKindEnum } from "../enums/payee-kind.ts";
import { factCommand } from "./command.ts";

const PaymentInput = builder.inputType("PaymentInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
    payeeKind: t.field({ type: PayeeKindEnum, required: true }),
    payeeName: t.string({ required: true }),
    purpose: t.string({ required: true }),
    voucher: t.string({ required: true }),
    note: t.string(),
  }),
});

export const recordPayment = factCommand({
  field: "recordPayment",
  command: "MakePayment",
  description: "Money went from a project's subledger to a payee.",
  input: PaymentInput,
  data: ({ project, amountFen, payeeKind, payeeName, purpose, voucher, note }) => ({
    project,
    amountFen: `${amountFen}`,
    payeeKind,
    payeeName,
    purpose,
    voucher,
    note: note ?? null,
  }),
});
