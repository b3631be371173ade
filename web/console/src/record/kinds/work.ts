import { compareDecimals, parseDecimal } from "@mingzhang/ledger";
import {
  AcceptProjectDocument,
  MissMilestoneDocument,
  PlanMilestoneDocument,
  type PreparationStep,
  ReachMilestoneDocument,
  RecordPreparationDocument,
  ReportProgressDocument,
  RescheduleMilestoneDocument,
  StartProjectDocument,
} from "../documents.gen.ts";
import { defineKind, type FieldSpec } from "../kind.ts";
import { plainDigits } from "../values.ts";

const occurredOn: FieldSpec = { name: "occurredOn", type: "day", label: "field.occurredOn", hint: "hint.occurredOn" };
const project: FieldSpec = { name: "project", type: "project", label: "field.project" };
const milestone: FieldSpec = { name: "milestone", type: "milestone", label: "field.milestone" };
const document: FieldSpec = { name: "document", type: "text", label: "field.document" };
const note: FieldSpec = { name: "note", type: "text", label: "field.note", optional: true, hint: "hint.note" };

export const preparation = defineKind({
  id: "preparation",
  fields: [occurredOn, project, { name: "step", type: "step", label: "field.step" }, document],
  document: RecordPreparationDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    step: typed.text("step") as PreparationStep,
    document: typed.text("document"),
  }),
  command: (recordPreparation) => ({ recordPreparation }),
  warn: (values, plan) => {
    const chosen = plan.projects.find(({ code }) => code === values["project"]);
    const step = values["step"] ?? "";
    if (!chosen || step === "" || (chosen.missingSteps as readonly string[]).includes(step)) return [];
    return [{ field: "step", id: chosen.carriedOver ? "warn.stepExempt" : "warn.stepDone" }];
  },
});

const projectEvent = {
  fields: [occurredOn, project, { ...document, optional: true }, note],
} as const;

export const start = defineKind({
  id: "start",
  ...projectEvent,
  document: StartProjectDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    document: typed.optional("document"),
    note: typed.optional("note"),
  }),
  command: (startProject) => ({ startProject }),
  warn: (values, plan) => {
    const missing = plan.projects.find(({ code }) => code === values["project"])?.missingSteps.length ?? 0;
    return missing > 0 ? [{ field: "project", id: "warn.missingSteps", values: { count: missing } }] : [];
  },
});

export const accept = defineKind({
  id: "accept",
  ...projectEvent,
  document: AcceptProjectDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    document: typed.optional("document"),
    note: typed.optional("note"),
  }),
  command: (acceptProject) => ({ acceptProject }),
});

export const progress = defineKind({
  id: "progress",
  fields: [
    occurredOn,
    project,
    { name: "quantity", type: "quantity", label: "field.quantity" },
    { name: "done", type: "decimal", label: "field.done", hint: "hint.done" },
    note,
  ],
  document: ReportProgressDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    quantity: typed.text("quantity"),
    done: typed.decimal("done"),
    note: typed.optional("note"),
  }),
  command: (reportProgress) => ({ reportProgress }),
  warn: (values, plan) => {
    const chosen = plan.projects.find(({ code }) => code === values["project"]);
    const quantity = chosen?.quantities.find(({ code }) => code === values["quantity"]);
    const done = parseDecimal(plainDigits(values["done"] ?? ""));
    const before = parseDecimal(quantity?.done ?? "");
    if (!quantity || !done || !before || compareDecimals(done, before) >= 0) return [];
    return [{ field: "done", id: "warn.lessDone", values: { done: quantity.done, unit: quantity.unit } }];
  },
});

export const milestonePlan = defineKind({
  id: "milestone-plan",
  fields: [
    occurredOn,
    project,
    { name: "nameZh", type: "text", label: "field.milestoneNameZh" },
    { name: "nameEn", type: "text", label: "field.milestoneNameEn", optional: true },
    { name: "dueOn", type: "dueDay", label: "field.dueOn" },
    { name: "milestone", type: "newMilestone", label: "field.milestoneCode", hint: "hint.milestoneCode" },
  ],
  document: PlanMilestoneDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    milestone: typed.text("milestone"),
    nameZh: typed.text("nameZh"),
    nameEn: typed.optional("nameEn"),
    dueOn: typed.day("dueOn"),
  }),
  command: (planMilestone) => ({ planMilestone }),
});

export const milestoneReschedule = defineKind({
  id: "milestone-reschedule",
  fields: [
    occurredOn,
    project,
    milestone,
    { name: "dueOn", type: "dueDay", label: "field.newDueOn" },
    { name: "reason", type: "text", label: "field.reason" },
  ],
  document: RescheduleMilestoneDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    milestone: typed.text("milestone"),
    dueOn: typed.day("dueOn"),
    reason: typed.text("reason"),
  }),
  command: (rescheduleMilestone) => ({ rescheduleMilestone }),
});

export const milestoneReach = defineKind({
  id: "milestone-reach",
  fields: [occurredOn, project, milestone, { ...document, optional: true }],
  document: ReachMilestoneDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    milestone: typed.text("milestone"),
    document: typed.optional("document"),
  }),
  command: (reachMilestone) => ({ reachMilestone }),
});

export const milestoneMiss = defineKind({
  id: "milestone-miss",
  fields: [occurredOn, project, milestone, { name: "reason", type: "text", label: "field.reason", optional: true }],
  document: MissMilestoneDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    project: typed.text("project"),
    milestone: typed.text("milestone"),
    reason: typed.optional("reason"),
  }),
  command: (missMilestone) => ({ missMilestone }),
});
