import { importWorkbook } from "../../write/import-workbook.ts";
import { builder } from "../builder.ts";
import { ControlInput } from "../inputs/control.ts";
import { RecordResult } from "../objects/record-result.ts";

builder.mutationField("importWorkbook", (t) =>
  t.field({
    type: RecordResult,
    audience: "staff",
    cost: 500,
    description: "A plan workbook (base64 of an .xlsx file) becomes a plan, all or nothing.",
    args: {
      contentBase64: t.arg.string({ required: true }),
      adoptedOn: t.arg({ type: "Date", required: true }),
      control: t.arg({ type: ControlInput, required: true }),
    },
    resolve: (_, args, context) => importWorkbook(args, context),
  }),
);
