import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const PlanMilestoneInput = builder.inputType("PlanMilestoneInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    milestone: t.string({ required: true }),
    nameZh: t.string({ required: true }),
    nameEn: t.string(),
    dueOn: t.field({ type: "Date", required: true }),
  }),
});

export const planMilestone = factCommand({
  field: "planMilestone",
  command: "PlanMilestone",
  description: "A dated step of a project is planned.",
  input: PlanMilestoneInput,
  data: ({ project, milestone, nameZh, nameEn, dueOn }) => ({
    project,
    milestone,
    name: { zh: nameZh, en: nameEn ?? null },
    dueOn,
  }),
  renamed: { "name.zh": "nameZh", "name.en": "nameEn" },
});
