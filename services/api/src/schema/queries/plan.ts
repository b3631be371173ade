import { builder } from "../builder.ts";
import { Plan } from "../objects/plan.ts";
import { momentArgs } from "./moment-args.ts";

builder.queryField("plan", (t) =>
  t.field({
    type: Plan,
    nullable: true,
    audience: "public",
    cost: 100,
    description: "The plan as it was on asOf, as known at knownAt; null where it does not exist there.",
    args: { slug: t.arg.string({ required: true }), ...momentArgs(t) },
    resolve: async (_, { slug, ...asked }, { reads }) => reads.plan(slug, await reads.momentOf(slug, asked)),
  }),
);
