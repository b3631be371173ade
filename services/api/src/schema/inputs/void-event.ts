import { builder } from "../builder.ts";

export const VoidEventInput = builder.inputType("VoidEventInput", {
  audience: "staff",
  fields: (t) => ({
    event: t.id({ required: true }),
    reason: t.string({ required: true }),
  }),
});
