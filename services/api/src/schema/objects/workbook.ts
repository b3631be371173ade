import type { Moment } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { Pair } from "./pair.ts";

interface WorkbookModel {
  readonly filename: string;
  readonly contentBase64: string;
  readonly moment: Moment;
}

export const Workbook = builder.objectRef<WorkbookModel>("Workbook");

builder.objectType(Workbook, {
  description: "A file: what an import of it would change is nothing.",
  fields: (t) => ({
    filename: t.exposeString("filename", { audience: "public", description: "Suggested name, with the day." }),
    contentBase64: t.exposeString("contentBase64", { audience: "public", description: "The .xlsx file in base64." }),
    pair: t.field({
      type: Pair,
      audience: "public",
      description: "The pair that the answer stands for.",
      resolve: ({ moment }) => moment,
    }),
  }),
});
