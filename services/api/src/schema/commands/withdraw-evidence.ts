import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const WithdrawEvidenceInput = builder.inputType("WithdrawEvidenceInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    sha256: t.string({ required: true }),
    reason: t.string({ required: true, description: "Public: name nobody." }),
    note: t.string(),
  }),
});

export const withdrawEvidence = factCommand({
  field: "withdrawEvidence",
  command: "WithdrawEvidence",
  description: "A file of evidence is neither shown nor served any more. That there was one, and why it went, stays.",
  input: WithdrawEvidenceInput,
  data: ({ project, sha256, reason, note }) => ({ project, sha256, reason, note: note ?? null }),
});
