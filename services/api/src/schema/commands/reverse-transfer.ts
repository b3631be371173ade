import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const ReverseTransferInput = builder.inputType("ReverseTransferInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    transfer: t.id({ required: true }),
    voucher: t.string({ required: true }),
    reason: t.string({ required: true }),
    note: t.string(),
  }),
});

export const reverseTransfer = factCommand({
  field: "reverseTransfer",
  command: "ReverseTransfer",
  description: "The whole of a transfer went back the way it came.",
  input: ReverseTransferInput,
  data: ({ transfer, voucher, reason, note }) => ({ transfer, voucher, reason, note: note ?? null }),
});
