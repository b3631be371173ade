import type { BaseView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { Money, moneyOrNull } from "./money.ts";

export const FundingBase = builder.objectRef<BaseView>("FundingBase");

builder.objectType(FundingBase, {
  description: "The donor's general public budget revenue of one year.",
  fields: (t) => ({
    year: t.exposeInt("year", { audience: "public", description: "Year of the revenue." }),
    estimated: t.field({
      type: Money,
      nullable: true,
      audience: "public",
      description: "The estimate at plan time.",
      resolve: ({ estimatedFen }) => moneyOrNull(estimatedFen),
    }),
    confirmed: t.field({
      type: Money,
      nullable: true,
      audience: "public",
      description: "As confirmed later by the donor's people's congress.",
      resolve: ({ confirmedFen }) => moneyOrNull(confirmedFen),
    }),
  }),
});
