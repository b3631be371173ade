import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const AppropriationInput = builder.inputType("AppropriationInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    year: t.int({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
    voucher: t.string({ required: true }),
    note: t.string(),
  }),
});

export const recordAppropriation = factCommand({
  field: "recordAppropriation",
  command: "AppropriateFunds",
  description: "Money for a fiscal year reached the earmarked account from the donor's treasury.",
  input: AppropriationInput,
  data: ({ year, amountFen, voucher, note }) => ({ year, amountFen: `${amountFen}`, voucher, note: note ?? null }),
});
