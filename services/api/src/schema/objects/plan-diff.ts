import type { ResolvedMoment } from "@mingzhang/read-models";
import { builder } from "../builder.ts";
import { Change, type ChangeModel } from "./change.ts";
import { Pair } from "./pair.ts";

interface PlanDiffModel {
  readonly from: ResolvedMoment;
  readonly to: ResolvedMoment;
  readonly changes: readonly ChangeModel[];
}

export const PlanDiff = builder.objectRef<PlanDiffModel>("PlanDiff");

builder.objectType(PlanDiff, {
  description: "What differs from one view to another.",
  fields: (t) => ({
    from: t.expose("from", { type: Pair, audience: "public", description: "Pair of the first view." }),
    to: t.expose("to", { type: Pair, audience: "public", description: "Pair of the second view." }),
    changes: t.field({
      type: [Change],
      items: 100,
      audience: "public",
      description: "In the order in which a reader meets the figures.",
      resolve: ({ changes }) => [...changes],
    }),
  }),
});
