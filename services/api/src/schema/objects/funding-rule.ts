import type { EventData } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const FundingRule = builder.objectRef<EventData<"FundingRuleSet">>("FundingRule");

builder.objectType(FundingRule, {
  description: "What the donor gives in a year: a share of its general public budget revenue of the year before.",
  fields: (t) => ({
    ratePercent: t.expose("ratePercent", { type: "Decimal", audience: "public", description: "The share in percent." }),
    growthPercent: t.expose("growthPercent", {
      type: "Decimal",
      audience: "public",
      description: "Yearly growth of the revenue assumed at plan time, in percent.",
    }),
  }),
});
