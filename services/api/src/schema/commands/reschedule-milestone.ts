import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const RescheduleMilestoneInput = builder.inputType("RescheduleMilestoneInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    milestone: t.string({ required: true }),
    dueOn: t.field({ type: "Date", required: true }),
    reason: t.string({ required: true }),
  }),
});

export const rescheduleMilestone = factCommand({
  field: "rescheduleMilestone",
  command: "RescheduleMilestone",
  description: "A milestone got another due date.",
  input: RescheduleMilestoneInput,
  data: ({ project, milestone, dueOn, reason }) => ({ project, milestone, dueOn, reason }),
});
