import type { MilestoneView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { MilestoneStatusEnum } from "../enums/milestone-status.ts";
import { localField } from "../local-text.ts";

export const Milestone = builder.objectRef<MilestoneView>("Milestone");

builder.objectType(Milestone, {
  description: "A planned, dated step of a project.",
  fields: (t) => ({
    code: t.exposeString("code", { audience: "public", description: "Stable name within the project." }),
    name: localField(t, "Name of the milestone.", ({ name }) => name),
    dueOn: t.expose("dueOn", { type: "Date", audience: "public", description: "Day by which it is due now." }),
    originalDueOn: t.expose("originalDueOn", {
      type: "Date",
      audience: "public",
      description: "Day by which it was due when it was first planned.",
    }),
    reachedOn: t.expose("reachedOn", {
      type: "Date",
      nullable: true,
      audience: "public",
      description: "Day on which it was reached.",
    }),
    status: t.expose("status", { type: MilestoneStatusEnum, audience: "public", description: "Where it stands." }),
    daysLate: t.exposeInt("daysLate", {
      nullable: true,
      audience: "public",
      description: "Days reached after the day first planned, or overdue now; null where it is neither.",
    }),
  }),
});
