import { builder } from "../builder.ts";

export type ProjectionState = "upToDate" | "catchingUp" | "shardStanding" | "stopped";

export const ProjectionStateEnum = builder.enumType("ProjectionState", {
  description:
    "How the read models are: in step, more than some seconds behind, in step but for plans that stand still, or " +
    "behind and written by nobody.",
  values: ["upToDate", "catchingUp", "shardStanding", "stopped"] as const satisfies readonly ProjectionState[],
});
