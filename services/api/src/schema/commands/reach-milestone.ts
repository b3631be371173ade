import { MilestoneEventInput } from "../inputs/milestone-event.ts";
import { factCommand } from "./command.ts";

export const reachMilestone = factCommand({
  field: "reachMilestone",
  command: "ReachMilestone",
  description: "A milestone was reached.",
  input: MilestoneEventInput,
  data: ({ project, milestone, document, reason }) => ({
    project,
    milestone,
    document: document ?? null,
    // The fact has no place for a reason: one that is given goes along and is refused by name.
    ...(typeof reason === "string" ? { reason } : {}),
  }),
});
