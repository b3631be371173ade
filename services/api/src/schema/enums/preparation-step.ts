import { preparationSteps } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const PreparationStepEnum = builder.enumType("PreparationStep", {
  description: "Steps before a start: three assessments, the feasibility report, three reviews.",
  values: preparationSteps,
});
