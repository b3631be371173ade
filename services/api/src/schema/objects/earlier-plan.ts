import type { EventData } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { Money, money } from "./money.ts";

export const EarlierPlan = builder.objectRef<EventData<"EarlierPlanReported">>("EarlierPlan");

builder.objectType(EarlierPlan, {
  description: "What the plan document says of the plan before it.",
  fields: (t) => ({
    firstYear: t.exposeInt("firstYear", { audience: "public", description: "First year of the earlier plan." }),
    lastYear: t.exposeInt("lastYear", { audience: "public", description: "Last year of the earlier plan." }),
    reportedTo: t.expose("reportedTo", {
      type: "Date",
      audience: "public",
      description: "Day up to which the document reports.",
    }),
    planned: t.field({
      type: Money,
      audience: "public",
      description: "Planned over the whole earlier plan.",
      resolve: ({ plannedFen }) => money(plannedFen),
    }),
    received: t.field({
      type: Money,
      audience: "public",
      description: "Received by the day of the report.",
      resolve: ({ receivedFen }) => money(receivedFen),
    }),
    projects: t.exposeInt("projects", { audience: "public", description: "Number of projects." }),
    completed: t.exposeInt("completed", { audience: "public", description: "Projects complete by then." }),
    underway: t.exposeInt("underway", { audience: "public", description: "Projects under way by then." }),
  }),
});
