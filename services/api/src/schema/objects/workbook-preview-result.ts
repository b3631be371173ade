import { builder } from "../builder.ts";
import { Refusal } from "./refusal.ts";
import { WorkbookPreview } from "./workbook-preview.ts";

export const WorkbookPreviewResult = builder.unionType("WorkbookPreviewResult", {
  types: [WorkbookPreview, Refusal],
  resolveType: ({ kind }) => (kind === "refusal" ? Refusal : WorkbookPreview),
});
