import { builder } from "../builder.ts";

export const CorrectionInput = builder.inputType("CorrectionInput", {
  audience: "staff",
  fields: (t) => ({
    event: t.id({ required: true, description: "The event that was recorded wrongly." }),
    reason: t.string({ required: true, description: "Why the record has to be corrected." }),
  }),
});
