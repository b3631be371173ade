import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const ProgressInput = builder.inputType("ProgressInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    quantity: t.string({ required: true }),
    done: t.field({ type: "Decimal", required: true }),
    note: t.string(),
  }),
});

export const reportProgress = factCommand({
  field: "reportProgress",
  command: "ReportProgress",
  description: "A physical quantity was measured: done is the running total.",
  input: ProgressInput,
  data: ({ project, quantity, done, note }) => ({ project, quantity, done, note: note ?? null }),
});
