import { builder } from "../builder.ts";
import { PreparationStepEnum } from "../enums/preparation-step.ts";
import { factCommand } from "./command.ts";

const PreparationInput = builder.inputType("PreparationInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    step: t.field({ type: PreparationStepEnum, required: true }),
    document: t.string({ required: true }),
  }),
});

export const recordPreparation = factCommand({
  field: "recordPreparation",
  command: "RecordPreparation",
  description: "A step before a project's start is done.",
  input: PreparationInput,
  data: ({ project, step, document }) => ({ project, step, document }),
});
