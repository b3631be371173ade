import type { Fen } from "@mingzhang/ledger";
import { builder } from "../builder.ts";
import { Money, money } from "./money.ts";

export const YearAmount = builder.objectRef<{ readonly year: number; readonly amountFen: Fen }>("YearAmount");

builder.objectType(YearAmount, {
  description: "An amount of one fiscal year.",
  fields: (t) => ({
    year: t.exposeInt("year", { audience: "public", description: "Fiscal year." }),
    amount: t.field({
      type: Money,
      audience: "public",
      description: "Amount in force, after reallocations and amendments.",
      resolve: ({ amountFen }) => money(amountFen),
    }),
  }),
});
