import { builder } from "../builder.ts";
import { PlanEventNotice } from "../objects/plan-event-notice.ts";
import { planNotices } from "../../read/plan-notices.ts";

builder.subscriptionField("planEvents", (t) =>
  t.field({
    type: PlanEventNotice,
    audience: "public",
    cost: 100,
    description: "Events of a plan as they are projected. Starts with the next one, or after the given position.",
    args: {
      slug: t.arg.string({ required: true }),
      after: t.arg({ type: "BigInt" }),
    },
    subscribe: (_, { slug, after }, context) => planNotices({ slug, after: after ?? null }, context),
    resolve: (notice) => notice,
  }),
);
