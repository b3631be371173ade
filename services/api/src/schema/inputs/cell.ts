import { builder } from "../builder.ts";

export const CellInput = builder.inputType("CellInput", {
  audience: "staff",
  description: "One project in one fiscal year, with an amount.",
  fields: (t) => ({
    project: t.string({ required: true }),
    year: t.int({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
  }),
});

/** The cell as the domain reads it: JSON, amounts as digits. */
export function cellData({ project, year, amountFen }: typeof CellInput.$inferInput) {
  return { project, year, amountFen: `${amountFen}` };
}
