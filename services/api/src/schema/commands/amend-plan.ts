import { builder } from "../builder.ts";
import { CellInput, cellData } from "../inputs/cell.ts";
import { factCommand } from "./command.ts";

const AmendmentInput = builder.inputType("AmendmentInput", {
  audience: "staff",
  description: "amountFen of a change is signed: what is added to the cell.",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    changes: t.field({ type: [CellInput], required: true }),
    reason: t.string({ required: true }),
    authority: t.string({ required: true }),
    document: t.string({ required: true }),
  }),
});

export const amendPlan = factCommand({
  field: "amendPlan",
  command: "AmendPlan",
  description: "The plan's total changes, by a document that orders it.",
  input: AmendmentInput,
  data: ({ changes, reason, authority, document }) => ({
    changes: changes.map(cellData),
    reason,
    authority,
    document,
  }),
});
