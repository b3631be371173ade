import type { ProjectView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { PreparationStepEnum } from "../enums/preparation-step.ts";

export const PreparationRecord = builder.objectRef<ProjectView["preparation"][number]>("PreparationRecord");

builder.objectType(PreparationRecord, {
  description: "A step before the start that is done.",
  fields: (t) => ({
    step: t.expose("step", { type: PreparationStepEnum, audience: "public", description: "Which step." }),
    doneOn: t.expose("doneOn", { type: "Date", audience: "public", description: "Day on which it was done." }),
    document: t.exposeString("document", {
      nullable: true,
      audience: "public",
      description: "The document that shows it.",
    }),
  }),
});
