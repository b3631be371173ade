import type { MilestoneStatus } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const MilestoneStatusEnum = builder.enumType("MilestoneStatus", {
  description: "Where a milestone stands on the day of the view.",
  values: ["planned", "overdue", "reached", "missed"] as const satisfies readonly MilestoneStatus[],
});
