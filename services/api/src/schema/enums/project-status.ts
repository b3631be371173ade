import type { ProjectStatus } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const ProjectStatusEnum = builder.enumType("ProjectStatus", {
  description: "Where a project stands on the day of the view.",
  values: ["planned", "preparing", "ready", "underway", "accepted"] as const satisfies readonly ProjectStatus[],
});
