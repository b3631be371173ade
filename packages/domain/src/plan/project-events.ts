import { z } from "zod";
import { declare } from "../event/declaration.ts";
import { code, day, decimal, localText, pub, staff, text } from "../event/fields.ts";

/** Steps before a start: three assessments, the feasibility report, three reviews. Source: the plan, chapter 5.4. */
export const preparationSteps = [
  "benefitAssessment",
  "investmentAssessment",
  "riskAssessment",
  "feasibilityReport",
  "congressReview",
  "consultativeReview",
  "residentsReview",
] as const;
export type PreparationStep = (typeof preparationSteps)[number];

const note = staff(text.nullable());

export const preparationRecorded = declare("PreparationRecorded", {
  project: pub(code),
  step: pub(z.enum(preparationSteps)),
  document: pub(text),
});

export const projectStarted = declare("ProjectStarted", { project: pub(code), document: pub(text.nullable()), note });

export const progressReported = declare("PhysicalProgressReported", {
  project: pub(code),
  quantity: pub(code),
  /** Done so far, in the quantity's unit: a running total, not the addition of this report. */
  done: pub(decimal),
  note,
});

export const projectAccepted = declare("ProjectAccepted", { project: pub(code), document: pub(text.nullable()), note });

export const milestonePlanned = declare("MilestonePlanned", {
  project: pub(code),
  milestone: pub(code),
  name: pub(localText),
  dueOn: pub(day),
});

export const milestoneRescheduled = declare("MilestoneRescheduled", {
  project: pub(code),
  milestone: pub(code),
  dueOn: pub(day),
  reason: pub(text),
});

export const milestoneReached = declare("MilestoneReached", {
  project: pub(code),
  milestone: pub(code),
  document: pub(text.nullable()),
});

export const milestoneMissed = declare("MilestoneMissed", {
  project: pub(code),
  milestone: pub(code),
  reason: pub(text.nullable()),
});
