import { isEventId } from "../../read/plain-name.ts";
import { isOfPlan, rowModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { RecordedEvent } from "../objects/recorded-event.ts";

builder.queryField("event", (t) =>
  t.field({
    type: RecordedEvent,
    nullable: true,
    audience: "public",
    cost: 20,
    description: "One recorded event of a plan by its id.",
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_, { id }, { reads }) => {
      const wanted = id.toLowerCase();
      if (!isEventId(wanted)) return null;
      const row = await reads.event(wanted);
      if (!row || !isOfPlan(row)) return null;
      const { plan } = row.event;
      return rowModel(row, async () => reads.names(plan, await reads.momentOf(plan, {})));
    },
  }),
);
