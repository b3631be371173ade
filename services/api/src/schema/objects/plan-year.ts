import type { YearView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { Money, money, moneyOrNull } from "./money.ts";

export const PlanYear = builder.objectRef<YearView>("PlanYear");

builder.objectType(PlanYear, {
  description: "One fiscal year over all projects.",
  fields: (t) => ({
    year: t.exposeInt("year", { audience: "public", description: "Fiscal year." }),
    allocated: t.field({
      type: Money,
      audience: "public",
      description: "Sum of the year's allocations in force.",
      resolve: ({ allocatedFen }) => money(allocatedFen),
    }),
    byRule: t.field({
      type: Money,
      nullable: true,
      audience: "public",
      description: "What the funding rule gives for the year; null without a rule or a base.",
      resolve: ({ byRuleFen }) => moneyOrNull(byRuleFen),
    }),
    variance: t.field({
      type: Money,
      nullable: true,
      audience: "public",
      description: "Allocated less what the rule gives.",
      resolve: ({ varianceFen }) => moneyOrNull(varianceFen),
    }),
    appropriated: t.field({
      type: Money,
      audience: "public",
      description: "Appropriated for this fiscal year, on whatever day.",
      resolve: ({ appropriatedFen }) => money(appropriatedFen),
    }),
    released: t.field({
      type: Money,
      audience: "public",
      description: "Released on days of this year.",
      resolve: ({ releasedFen }) => money(releasedFen),
    }),
    paid: t.field({
      type: Money,
      audience: "public",
      description: "Paid on days of this year, less refunds of those payments.",
      resolve: ({ paidFen }) => money(paidFen),
    }),
  }),
});
