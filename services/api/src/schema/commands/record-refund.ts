import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const RefundInput = builder.inputType("RefundInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    payment: t.id({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
    voucher: t.string({ required: true }),
    reason: t.string({ required: true }),
    note: t.string(),
  }),
});

export const recordRefund = factCommand({
  field: "recordRefund",
  command: "ReceiveRefund",
  description: "Part or all of a payment came back to the subledger.",
  input: RefundInput,
  data: ({ payment, amountFen, voucher, reason, note }) => ({
    payment,
    amountFen: `${amountFen}`,
    voucher,
    reason,
    note: note ?? null,
  }),
});
