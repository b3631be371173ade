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
      const moment = await reads.moment(asked);
      const slugs = await reads.models.planSlugs(moment);
      const plans = await Promise.all(slugs.map((slug) => reads.plan(slug, moment)));
      return plans.filter((plan) => plan !== null);
    },
  }),
);
