import { builder } from "../builder.ts";
import { PreviewChanges } from "./preview-changes.ts";
import { Refusal } from "./refusal.ts";

export const PreviewResult = builder.unionType("PreviewResult", {
  types: [PreviewChanges, Refusal],
  resolveType: ({ kind }) => (kind === "refusal" ? Refusal : PreviewChanges),
});
