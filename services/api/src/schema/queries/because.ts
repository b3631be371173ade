import { because } from "@mingzhang/domain";
import { badValue } from "../../http/api-error.ts";
import { eventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { Because } from "../objects/because.ts";
import { momentArgs } from "./moment-args.ts";

builder.queryField("because", (t) =>
  t.field({
    type: Because,
    audience: "public",
    cost: 300,
    description: "The events behind one figure; contributions add up to it.",
    args: {
      slug: t.arg.string({ required: true }),
      figure: t.arg.string({ required: true }),
      ...momentArgs(t),
    },
    resolve: async (_, { slug, figure, ...asked }, { reads, lang }) => {
      const moment = await reads.momentOf(slug, asked);
      const plan = await reads.existingPlan(slug, moment);
      const found = because(await reads.withEvents(plan), figure);
      if (!found) {
        const some = `total, years.${plan.view.firstYear}.allocated`;
        const remedy = {
          zh: `请填写该视图中某项数据的路径，例如 ${some}`,
          en: `give the path of a figure of this view, for example ${some}`,
        };
        throw badValue({ code: "BAD_ARGUMENT", field: "figure", value: figure, remedy }, lang);
      }
      const events = found.events.map(({ live, contributionFen }) => ({
        ...eventModel(live.event, moment, reads),
        contributionFen,
      }));
      return { ...found, moment, events };
    },
  }),
);
