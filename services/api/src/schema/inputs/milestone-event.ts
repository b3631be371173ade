import { builder } from "../builder.ts";

export const MilestoneEventInput = builder.inputType("MilestoneEventInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    milestone: t.string({ required: true }),
    reason: t.string(),
    document: t.string(),
  }),
});
