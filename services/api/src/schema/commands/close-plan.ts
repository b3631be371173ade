import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const ClosePlanInput = builder.inputType("ClosePlanInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    reason: t.string({ required: true }),
    document: t.string({ required: true }),
  }),
});

export const closePlan = factCommand({
  field: "closePlan",
  command: "ClosePlan",
  description: "The plan ends; from then on only corrections are taken.",
  input: ClosePlanInput,
  data: ({ reason, document }) => ({ reason, document, note: null }),
});
