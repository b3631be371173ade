import { builder } from "../builder.ts";

export const ProjectEventInput = builder.inputType("ProjectEventInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    document: t.string(),
    note: t.string(),
  }),
});
