import type { ProjectView } from "@mingzhang/domain";
import { builder, type FieldsOf } from "../builder.ts";
import { PreparationStepEnum } from "../enums/preparation-step.ts";
import { ProjectStatusEnum } from "../enums/project-status.ts";
import { localField } from "../local-text.ts";
import { Evidence } from "./evidence.ts";
import { FundingSource } from "./funding-source.ts";
import { Milestone } from "./milestone.ts";
import { Money, money, moneyOrNull } from "./money.ts";
import { PreparationRecord } from "./preparation-record.ts";
import { Quantity } from "./quantity.ts";
import { YearAmount } from "./year-amount.ts";

export const Project = builder.objectRef<ProjectView>("Project");

const amountFields = (t: FieldsOf<ProjectView>) => ({
  allocated: t.field({
    type: Money,
    audience: "public",
    description: "Sum of its allocations in force.",
    resolve: ({ allocatedFen }) => money(allocatedFen),
  }),
  released: t.field({
    type: Money,
    audience: "public",
    description: "Released to its subledger.",
    resolve: ({ releasedFen }) => money(releasedFen),
  }),
  paid: t.field({
    type: Money,
    audience: "public",
    description: "Paid to payees, less refunds.",
    resolve: ({ paidFen }) => money(paidFen),
  }),
  balance: t.field({
    type: Money,
    audience: "public",
    description: "What lies in its subledger.",
    resolve: ({ balanceFen }) => money(balanceFen),
  }),
  totalInvestment: t.field({
    type: Money,
    nullable: true,
    audience: "public",
    description: "Everything that the project costs, all sources together.",
    resolve: ({ totalInvestmentFen }) => moneyOrNull(totalInvestmentFen),
  }),
  unsourced: t.field({
    type: Money,
    nullable: true,
    audience: "public",
    description: "Total investment less the sources whose amount is known; null where the total is not known.",
    resolve: ({ unsourcedFen }) => moneyOrNull(unsourcedFen),
  }),
  allocations: t.field({
    type: [YearAmount],
    audience: "public",
    description: "By fiscal year of the plan, zeros included.",
    resolve: ({ allocations }) => [...allocations],
  }),
  fundingSources: t.field({
    type: [FundingSource],
    audience: "public",
    description: "Where its money comes from.",
    resolve: ({ fundingSources }) => [...fundingSources],
  }),
});

const workFields = (t: FieldsOf<ProjectView>) => ({
  status: t.expose("status", { type: ProjectStatusEnum, audience: "public", description: "Where it stands." }),
  progressPercent: t.expose("progressPercent", {
    type: "Decimal",
    nullable: true,
    audience: "public",
    description:
      "Mean of the measured quantities' shares done, each capped at 100; " +
      "null where the project has no planned quantity.",
  }),
  milestones: t.field({
    type: [Milestone],
    audience: "public",
    description: "By the day on which they are due.",
    resolve: ({ milestones }) => [...milestones],
  }),
  quantities: t.field({
    type: [Quantity],
    audience: "public",
    description: "What it is to deliver.",
    resolve: ({ quantities }) => [...quantities],
  }),
  preparation: t.field({
    type: [PreparationRecord],
    audience: "public",
    description: "Steps before the start that are done.",
    resolve: ({ preparation }) => [...preparation],
  }),
  missingSteps: t.field({
    type: [PreparationStepEnum],
    audience: "public",
    description: "Steps that it still lacks before it may start.",
    resolve: ({ missingSteps }) => [...missingSteps],
  }),
  evidence: t.field({
    type: [Evidence],
    audience: "public",
    description: "Photos, documents and vouchers, by their day; withdrawn ones are told, and not shown.",
    resolve: ({ evidence = [] }) => [...evidence],
  }),
  startedOn: t.expose("startedOn", {
    type: "Date",
    nullable: true,
    audience: "public",
    description: "Day on which work started.",
  }),
  acceptedOn: t.expose("acceptedOn", {
    type: "Date",
    nullable: true,
    audience: "public",
    description: "Day on which the work was accepted.",
  }),
});

builder.objectType(Project, {
  description: "A project of the plan.",
  fields: (t) => ({
    code: t.exposeString("code", { audience: "public", description: "Stable name within the plan." }),
    number: t.exposeInt("number", { audience: "public", description: "Row in the plan's annex." }),
    name: localField(t, "Name of the project.", ({ name }) => name),
    sector: t.exposeString("sector", { audience: "public", description: "Code of its sector." }),
    category: t.exposeString("category", { audience: "public", description: "Category as the annex words it." }),
    description: localField(t, "Main content and scale.", ({ description }) => description),
    responsibleUnit: localField(t, "The bureau that answers for it.", ({ responsibleUnit }) => responsibleUnit),
    startYear: t.exposeInt("startYear", { audience: "public", description: "Planned year of the start." }),
    endYear: t.exposeInt("endYear", { audience: "public", description: "Planned year of completion." }),
    carriedOver: t.exposeBoolean("carriedOver", {
      audience: "public",
      description: "Taken over from the earlier plan: exempt from the steps before a start.",
    }),
    ...amountFields(t),
    ...workFields(t),
  }),
});
