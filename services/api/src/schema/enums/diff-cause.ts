import type { DiffCause } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const DiffCauseEnum = builder.enumType("DiffCause", {
  description: "Why two views differ: the day, the knowledge, or both.",
  values: ["worldMovedOn", "learntBetter", "both"] as const satisfies readonly DiffCause[],
});
