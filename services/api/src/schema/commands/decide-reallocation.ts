import { builder } from "../builder.ts";
import { CellInput, cellData } from "../inputs/cell.ts";
import { factCommand } from "./command.ts";

const ReallocationInput = builder.inputType("ReallocationInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    from: t.field({ type: [CellInput], required: true }),
    to: t.field({ type: [CellInput], required: true }),
    reason: t.string({ required: true }),
    authority: t.string({ required: true }),
    document: t.string({ required: true }),
  }),
});

export const decideReallocation = factCommand({
  field: "decideReallocation",
  command: "DecideReallocation",
  description: "Amounts move between projects or years, the total unchanged.",
  input: ReallocationInput,
  data: ({ from, to, reason, authority, document }) => ({
    from: from.map(cellData),
    to: to.map(cellData),
    reason,
    authority,
    document,
  }),
});
