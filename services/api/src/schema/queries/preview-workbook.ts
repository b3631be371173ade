import { previewWorkbook } from "../../write/preview-workbook.ts";
import { builder } from "../builder.ts";
import { WorkbookPreviewResult } from "../objects/workbook-preview-result.ts";

builder.queryField("previewWorkbook", (t) =>
  t.field({
    type: WorkbookPreviewResult,
    audience: "staff",
    cost: 500,
    description: "What the workbook would record, or all of its faults. base64 of an .xlsx file.",
    args: {
      contentBase64: t.arg.string({ required: true }),
      adoptedOn: t.arg({ type: "Date", description: "Left out: the first day of the plan's first year." }),
    },
    resolve: (_, { contentBase64, adoptedOn }, context) =>
      previewWorkbook({ contentBase64, adoptedOn: adoptedOn ?? null }, context),
  }),
);
