import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const FundingBaseInput = builder.inputType("FundingBaseInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    year: t.int({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
    document: t.string({ required: true }),
  }),
});

export const confirmFundingBase = factCommand({
  field: "confirmFundingBase",
  command: "ConfirmFundingBase",
  description: "The donor's people's congress confirmed the revenue of a year.",
  input: FundingBaseInput,
  data: ({ year, amountFen, document }) => ({ year, amountFen: `${amountFen}`, document }),
});
