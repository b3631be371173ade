import { evidenceKinds } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const EvidenceKindEnum = builder.enumType("EvidenceKind", {
  description: "What a file of evidence is.",
  values: evidenceKinds,
});
