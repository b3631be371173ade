import type { PlanReplay } from "@mingzhang/read-models";
import { builder } from "../builder.ts";
import { localField } from "../local-text.ts";
import { Money, money } from "./money.ts";
import { Pair } from "./pair.ts";

export const PlanSummary = builder.objectRef<PlanReplay>("PlanSummary");

builder.objectType(PlanSummary, {
  description: "A plan in the list of plans.",
  fields: (t) => ({
    slug: t.string({ audience: "public", description: "Its name in addresses.", resolve: ({ view }) => view.slug }),
    name: localField(t, "Name of the plan.", ({ view }) => view.name),
    donor: localField(t, "Who gives.", ({ view }) => view.donor),
    recipient: localField(t, "Who receives.", ({ view }) => view.recipient),
    firstYear: t.int({ audience: "public", description: "First fiscal year.", resolve: ({ view }) => view.firstYear }),
    lastYear: t.int({ audience: "public", description: "Last fiscal year.", resolve: ({ view }) => view.lastYear }),
    total: t.field({
      type: Money,
      audience: "public",
      description: "Sum of all allocations in force.",
      resolve: ({ view }) => money(view.totalFen),
    }),
    simulated: t.boolean({
      audience: "public",
      description: "True where any of its facts is simulated.",
      resolve: ({ view }) => view.simulated,
    }),
    position: t.expose("position", {
      type: "BigInt",
      audience: "public",
      description: "Position of its last event known at the moment.",
    }),
    pair: t.field({
      type: Pair,
      audience: "public",
      description: "The pair that the answer stands for.",
      resolve: ({ moment }) => moment,
    }),
    standsStill: t.boolean({
      audience: "public",
      description:
        "True where one of its events cannot be shown yet: the answer stands for the last pair before, named by pair.",
      resolve: (plan, _, { reads }) => reads.standsStill(plan),
    }),
  }),
});
