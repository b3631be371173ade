import type { Fen } from "@mingzhang/ledger";
import { builder } from "../builder.ts";
import { Money, money } from "./money.ts";
import { PreviewEvent } from "./preview-event.ts";

export interface WorkbookPreviewModel {
  readonly kind: "workbook";
  readonly slug: string;
  readonly totalFen: Fen;
  readonly events: readonly (typeof PreviewEvent.$inferType)[];
}

export const WorkbookPreview = builder.objectRef<WorkbookPreviewModel>("WorkbookPreview");

builder.objectType(WorkbookPreview, {
  description: "What a workbook would record.",
  fields: (t) => ({
    slug: t.exposeString("slug", { audience: "staff", description: "The plan." }),
    events: t.field({
      type: [PreviewEvent],
      items: 50,
      audience: "staff",
      description: "In the order of recording; empty where the plan in force says the same already.",
      resolve: ({ events }) => [...events],
    }),
    total: t.field({
      type: Money,
      audience: "staff",
      description: "Sum of all allocations.",
      resolve: ({ totalFen }) => money(totalFen),
    }),
  }),
});
