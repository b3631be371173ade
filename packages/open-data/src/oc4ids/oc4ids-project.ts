import { budgetStates, type BudgetState } from "../publication/budgets.ts";
import {
  localNamespace,
  markedTitle,
  type OpenMilestone,
  type OpenPlan,
  type OpenProject,
  type OpenQuantity,
  type OpenTransfer,
  type Publication,
} from "../publication/publication.ts";
import type { ExactJson } from "./exact-json.ts";
import { amount, dayEnd, dayTime, entryPart, movementPart } from "./oc4ids-parts.ts";
import { partiesOf, payeeId } from "./oc4ids-parties.ts";

/** One project. `type` is left out: its closed list knows construction works only. */
export function oc4idsProject(publication: Publication, plan: OpenPlan, project: OpenProject): ExactJson {
  const title = markedTitle(project.name, plan.simulated);
  const payments = project.transfers.filter(({ stage }) => stage === "payment");
  const releases = project.transfers.filter(({ stage }) => stage === "release");
  return {
    id: `${localNamespace(publication)}-${plan.slug}-${project.code}`,
    updated: plan.updatedAt,
    language: "zh",
    identifiers: [{ id: project.code, scheme: plan.slug }],
    publicAuthority: { id: "responsible-unit", name: project.responsibleUnit.zh },
    title: title.zh,
    title_en: title.en,
    description: project.description.zh,
    description_en: project.description.en,
    budget: budget(publication, plan, project),
    period: { startDate: dayTime(`${project.startYear}-01-01`), endDate: dayEnd(`${project.endYear}-12-31`) },
    locations: [{ id: "recipient", description: plan.recipient.zh }],
    status: statuses[project.status],
    sector: [
      Object.hasOwn(sectors, project.sector.code) ? sectors[project.sector.code] : project.sector.code,
    ] as string[],
    additionalClassifications: [{ scheme: plan.slug, id: project.sector.code, description: project.sector.name.zh }],
    parties: partiesOf(plan, project),
    ...phases(project),
    forecasts: work(project.quantities, ({ planned }) => planned),
    metrics: [
      ...work(project.quantities, ({ done }) => done),
      { id: "financialProgress", title: "资金支付", observations: [{ id: "paid", value: amount(project.paidFen) }] },
    ],
    milestones: project.milestones.map(milestone),
    completion: project.acceptedOn === null ? null : { endDate: dayTime(project.acceptedOn) },
    transactions: payments.map((payment) => transaction(publication, payment)),
    documents: documents(publication, plan, project),
    mingzhang: {
      plan: plan.slug,
      simulated: plan.simulated,
      released: amount(project.releasedFen),
      paid: amount(project.paidFen),
      releases: releases.map((release) => movementPart(publication, release)),
      entry: entryPart(publication, project.entry),
    },
  };
}

const statuses: Readonly<Record<OpenProject["status"], string>> = {
  planned: "identification",
  preparing: "preparation",
  ready: "preparation",
  underway: "implementation",
  accepted: "completion",
};

/** Sectors of a plan that the open list has a word for; any other keeps its own. */
const sectors: Readonly<Record<string, string>> = {
  industry: "economy",
  talent: "education",
  "social-governance": "governance",
};

function phases({ preparation, missingSteps, startedOn, acceptedOn }: OpenProject) {
  const days = preparation.map(({ doneOn }) => doneOn).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return {
    preparationPeriod: {
      startDate: first === undefined ? null : dayTime(first),
      endDate: last !== undefined && missingSteps === 0 ? dayTime(last) : null,
    },
    implementationPeriod: {
      startDate: startedOn === null ? null : dayTime(startedOn),
      endDate: acceptedOn === null ? null : dayTime(acceptedOn),
    },
  };
}

/** The budget in force, and every state that it has been in: a later group replaces the ones before it. */
function budget(publication: Publication, plan: OpenPlan, { allocatedFen, budgetChanges }: OpenProject): ExactJson {
  const states = budgetStates(budgetChanges);
  const revisions = states.filter(({ revision }) => revision !== null);
  return {
    amount: amount(allocatedFen),
    approvalDate: dayTime(plan.adoptedOn),
    budgetBreakdowns: states.map((state) => breakdown(publication, state, revisions.indexOf(state) + 1)),
  };
}

function breakdown(publication: Publication, { revision, years }: BudgetState, number: number): ExactJson {
  const id = revision === null ? "original" : `revised-${number}`;
  return {
    id,
    description: revision === null ? "规划原定的年度投资安排" : `第 ${number} 次调整后的全部年度安排，取代之前各组`,
    budgetBreakdown: years.map(({ year, amountFen }) => ({
      id: `${id}-${year}`,
      amount: amount(amountFen),
      period: { startDate: dayTime(`${year}-01-01`), endDate: dayEnd(`${year}-12-31`) },
      sourceParty: { id: "donor" },
      approvalDate: revision === null ? null : dayTime(revision.decidedOn),
    })),
    mingzhang: revision === null ? null : { entry: entryPart(publication, revision.entry) },
  };
}

function work(quantities: readonly OpenQuantity[], measure: (quantity: OpenQuantity) => string): readonly ExactJson[] {
  if (quantities.length === 0) return [];
  const observations = quantities.map((quantity) => ({
    id: quantity.code,
    measure: measure(quantity),
    unit: { name: quantity.unit.zh },
    notes: quantity.name.zh,
  }));
  return [{ id: "physicalProgress", title: "实物工作量", observations }];
}

function milestone({ code, name, dueOn, originalDueOn, reachedOn, status, daysLate }: OpenMilestone): ExactJson {
  return {
    id: code,
    title: name.zh,
    title_en: name.en,
    type: "delivery",
    description: dueOn === originalDueOn ? null : `原定 ${originalDueOn} 完成`,
    dueDate: dayEnd(dueOn),
    dateMet: reachedOn === null ? null : dayTime(reachedOn),
    status: status === "reached" ? "met" : status === "missed" ? "notMet" : "scheduled",
    mingzhang: { originalDueDate: dayEnd(originalDueOn), overdue: status === "overdue", daysLate },
  };
}

/** A payment, or money that came back from one with a negative value. */
function transaction(publication: Publication, transfer: OpenTransfer): ExactJson {
  const payee = payeeId(transfer);
  return {
    id: transfer.entry.id,
    source: `${publication.publicUrl}/entries/${transfer.entry.index}`,
    date: dayTime(transfer.occurredOn),
    value: amount(transfer.netFen),
    payer: { id: "responsible-unit" },
    payee: { id: payee },
    mingzhang: { kind: transfer.kind, voucher: transfer.voucher, entry: entryPart(publication, transfer.entry) },
  };
}

const documentTypes: Readonly<Record<string, string>> = {
  benefitAssessment: "costBenefitAnalysis",
  feasibilityReport: "feasibilityStudy",
};

function documents(publication: Publication, plan: OpenPlan, project: OpenProject): readonly ExactJson[] {
  const revisions = budgetStates(project.budgetChanges).flatMap(({ revision }) => (revision ? [revision] : []));
  return [
    { id: "plan", documentType: "budgetApproval", title: plan.document, language: "zh" },
    ...revisions.map((revision) => ({
      id: revision.entry.id,
      documentType: "budgetAmendmentApproval",
      title: revision.document,
      description: revision.reason,
      author: revision.authority,
      language: "zh",
      mingzhang: { decidedOn: revision.decidedOn, entry: entryPart(publication, revision.entry) },
    })),
    ...project.preparation.map(({ step, doneOn, document }) => ({
      id: step,
      documentType: Object.hasOwn(documentTypes, step) ? documentTypes[step] : step,
      title: document,
      language: "zh",
      mingzhang: { doneOn },
    })),
  ];
}
