import { builder } from "../builder.ts";
import { PlanSummary } from "../objects/plan-summary.ts";
import { momentArgs } from "./moment-args.ts";

builder.queryField("plans", (t) =>
  t.field({
    type: [PlanSummary],
    audience: "public",
    cost: 100,
    description: "All plans that exist in V(asOf, knownAt).",
    args: momentArgs(t),
    resolve: async (_, asked, { reads }) => {
      const slugs = await reads.planSlugs(asked);
      const plans = await Promise.all(slugs.map(async (slug) => reads.plan(slug, await reads.momentOf(slug, asked))));
      return plans.filter((plan) => plan !== null);
    },
  }),
);
