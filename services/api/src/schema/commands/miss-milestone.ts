import { MilestoneEventInput } from "../inputs/milestone-event.ts";
import { factCommand } from "./command.ts";

export const missMilestone = factCommand({
  field: "missMilestone",
  command: "MissMilestone",
  description: "A milestone was not reached and will not be as planned.",
  input: MilestoneEventInput,
  data: ({ project, milestone, document, reason }) => ({
    project,
    milestone,
    reason: reason ?? null,
    // The fact has no place for a document: one that is given goes along and is refused by name.
    ...(typeof document === "string" ? { document } : {}),
  }),
});
