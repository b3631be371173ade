import { writePlanWorkbook } from "@mingzhang/open-data";
import { workbookFromView } from "../../workbook/workbook-from-view.ts";
import { builder } from "../builder.ts";
import { Workbook } from "../objects/workbook.ts";
import { momentArgs } from "./moment-args.ts";

builder.queryField("workbook", (t) =>
  t.field({
    type: Workbook,
    nullable: true,
    audience: "public",
    cost: 2000,
    description: "The plan workbook (.xlsx) of the view, base64.",
    args: { slug: t.arg.string({ required: true }), ...momentArgs(t) },
    resolve: async (_, { slug, ...asked }, { reads }) => {
      const moment = await reads.momentOf(slug, asked);
      const plan = await reads.plan(slug, moment);
      const workbook = plan && workbookFromView(plan.view);
      if (!workbook) return null;
      const bytes = await writePlanWorkbook(workbook);
      const filename = `${slug}-${moment.asOf}.xlsx`;
      return { filename, contentBase64: Buffer.from(bytes).toString("base64"), moment };
    },
  }),
);
