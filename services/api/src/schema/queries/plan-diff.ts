import { planDiff } from "@mingzhang/domain";
import { eventModel } from "../../read/recorded-event.ts";
import type { ResolvedMoment } from "@mingzhang/read-models";
import { builder } from "../builder.ts";
import { MomentInput } from "../inputs/moment.ts";
import { PlanDiff } from "../objects/plan-diff.ts";

builder.queryField("planDiff", (t) =>
  t.field({
    type: PlanDiff,
    audience: "public",
    cost: 500,
    description: "Figures and states that differ between two views, and the events that made the difference.",
    args: {
      slug: t.arg.string({ required: true }),
      from: t.arg({ type: MomentInput, required: true }),
      to: t.arg({ type: MomentInput, required: true }),
    },
    resolve: async (_, { slug, ...asked }, { reads }) => {
      const from = await reads.momentOf(slug, asked.from, "from.");
      const to = await reads.momentOf(slug, asked.to, "to.");
      const before = await reads.plan(slug, from);
      // Where the plan exists in neither view there is nothing to compare, and the error says so.
      const after = before ? await reads.plan(slug, to) : await reads.existingPlan(slug, to);
      const changes = planDiff(before && (await reads.withEvents(before)), after && (await reads.withEvents(after)));
      const known = union(from, to);
      return {
        from,
        to,
        changes: changes.map(({ because, ...change }) => ({
          ...change,
          because: because.map((event) => eventModel(event, known, reads)),
        })),
      };
    },
  }),
);

/** An event may lie in one of the views only: it is shown as known where both are. */
function union(a: ResolvedMoment, b: ResolvedMoment): ResolvedMoment {
  const { knownAt, position } = a.position > b.position ? a : b;
  return { asOf: a.asOf > b.asOf ? a.asOf : b.asOf, knownAt, position };
}
