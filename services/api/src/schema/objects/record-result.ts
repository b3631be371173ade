import { builder } from "../builder.ts";
import { Recorded } from "./recorded.ts";
import { Refusal } from "./refusal.ts";

export const RecordResult = builder.unionType("RecordResult", {
  types: [Recorded, Refusal],
  resolveType: ({ kind }) => (kind === "refusal" ? Refusal : Recorded),
});
