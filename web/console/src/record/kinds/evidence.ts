import { AttachEvidenceDocument, type EvidenceKind, WithdrawEvidenceDocument } from "../documents.gen.ts";
import { defineKind, type FieldSpec } from "../kind.ts";
import { factField } from "../values.ts";

const project: FieldSpec = { name: "project", type: "project", label: "field.project" };
const note: FieldSpec = { name: "note", type: "text", label: "field.note", optional: true, hint: "hint.note" };
const milestone = { name: "milestone", type: "anyMilestone", label: "field.milestone" } as const;

export const evidenceAttach = defineKind({
  id: "evidence-attach",
  fields: [
    { name: "sha256", type: "file", label: "field.file", hint: "hint.file" },
    { name: "kind", type: "evidenceKind", label: "field.evidenceKind" },
    { name: "occurredOn", type: "day", label: "field.evidenceOn", hint: "hint.evidenceOn" },
    project,
    { ...milestone, optional: true, hint: "hint.milestoneShown" },
    { name: "captionZh", type: "text", label: "field.captionZh", hint: "hint.caption" },
    { name: "captionEn", type: "text", label: "field.captionEn", optional: true },
    note,
  ],
  document: AttachEvidenceDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    milestone: typed.optional("milestone"),
    kind: typed.text("kind") as EvidenceKind,
    sha256: typed.text("sha256"),
    captionZh: typed.text("captionZh"),
    captionEn: typed.optional("captionEn"),
    note: typed.optional("note"),
  }),
  command: (attachEvidence) => ({ attachEvidence }),
  warn: (values) =>
    values["kind"] === "photo" && values[factField("sha256", "mediaType")] === "application/pdf"
      ? [{ field: "kind", id: "warn.photoIsDocument" }]
      : [],
});

export const evidenceWithdraw = defineKind({
  id: "evidence-withdraw",
  fields: [
    { ...project, clears: ["sha256"] },
    { name: "sha256", type: "evidence", label: "field.evidence" },
    { name: "occurredOn", type: "day", label: "field.occurredOn", hint: "hint.occurredOn" },
    { name: "reason", type: "text", label: "field.withdrawReason", hint: "hint.withdrawReason" },
    note,
  ],
  document: WithdrawEvidenceDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    sha256: typed.text("sha256"),
    reason: typed.text("reason"),
    note: typed.optional("note"),
  }),
  command: (withdrawEvidence) => ({ withdrawEvidence }),
});
