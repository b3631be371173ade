import { namesOf } from "@mingzhang/domain";
import type { PlanReplay } from "@mingzhang/read-models";
import { permalinkOf } from "../../read/permalink.ts";
import { builder, type FieldsOf } from "../builder.ts";
import { localField } from "../local-text.ts";
import { AccountBalance } from "./account-balance.ts";
import { EarlierPlan } from "./earlier-plan.ts";
import { FundingBase } from "./funding-base.ts";
import { FundingRule } from "./funding-rule.ts";
import { Money, money } from "./money.ts";
import { Pair } from "./pair.ts";
import { PlanYear } from "./plan-year.ts";
import { Project } from "./project.ts";
import { Sector } from "./sector.ts";

export const Plan = builder.objectRef<PlanReplay>("Plan");

const identityFields = (t: FieldsOf<PlanReplay>) => ({
  slug: t.string({ audience: "public", description: "Its name in addresses.", resolve: ({ view }) => view.slug }),
  name: localField(t, "Name of the plan.", ({ view }) => view.name),
  donor: localField(t, "Who gives.", ({ view }) => view.donor),
  recipient: localField(t, "Who receives.", ({ view }) => view.recipient),
  firstYear: t.int({ audience: "public", description: "First fiscal year.", resolve: ({ view }) => view.firstYear }),
  lastYear: t.int({ audience: "public", description: "Last fiscal year.", resolve: ({ view }) => view.lastYear }),
  adoptedOn: t.field({
    type: "Date",
    audience: "public",
    description: "Day of its adoption.",
    resolve: ({ view }) => view.adoptedOn,
  }),
  adoptedOnAssumed: t.boolean({
    audience: "public",
    description: "True where the plan document names no date of adoption and one had to be assumed.",
    resolve: ({ view }) => view.adoptedOnAssumed,
  }),
  document: t.string({
    audience: "public",
    description: "The document that it was taken from.",
    resolve: ({ view }) => view.document,
  }),
  closedOn: t.field({
    type: "Date",
    nullable: true,
    audience: "public",
    description: "Day of its closing.",
    resolve: ({ view }) => view.closedOn,
  }),
  simulated: t.boolean({
    audience: "public",
    description: "True where any of its facts is simulated.",
    resolve: ({ view }) => view.simulated,
  }),
});

const momentFields = (t: FieldsOf<PlanReplay>) => ({
  position: t.expose("position", {
    type: "BigInt",
    audience: "public",
    description: "Position of its last event known at the moment: what a command gives as expectedPosition.",
  }),
  stateHash: t.exposeString("stateHash", {
    audience: "public",
    description: "SHA-256 over the canonical JSON of the view: equal views, equal hashes.",
  }),
  pair: t.field({
    type: Pair,
    audience: "public",
    description: "The pair that the answer stands for.",
    resolve: ({ moment }) => moment,
  }),
  standsStill: t.boolean({
    audience: "public",
    description:
      "True where one of its events cannot be shown yet: the answer stands for the last pair before, named by pair.",
    resolve: (plan, _, { reads }) => reads.standsStill(plan),
  }),
  permalink: t.string({
    audience: "public",
    description: "Path of this very view, both times explicit.",
    resolve: ({ view, moment }) => permalinkOf(view.slug, moment),
  }),
});

const moneyFields = (t: FieldsOf<PlanReplay>) => ({
  total: t.field({
    type: Money,
    audience: "public",
    description: "Sum of all allocations in force.",
    resolve: ({ view }) => money(view.totalFen),
  }),
  appropriated: t.field({
    type: Money,
    audience: "public",
    description: "Appropriated so far, donor treasury to earmarked account.",
    resolve: ({ view }) => money(view.appropriatedFen),
  }),
  released: t.field({
    type: Money,
    audience: "public",
    description: "Released so far, earmarked account to projects.",
    resolve: ({ view }) => money(view.releasedFen),
  }),
  paid: t.field({
    type: Money,
    audience: "public",
    description: "Paid so far to payees, less refunds.",
    resolve: ({ view }) => money(view.paidFen),
  }),
  accounts: t.field({
    type: [AccountBalance],
    audience: "public",
    description: "Balances of the funds chain.",
    resolve: ({ view }) => {
      const names = namesOf(view);
      return view.accounts.map((balance) => ({ ...balance, names }));
    },
  }),
  fundingRule: t.field({
    type: FundingRule,
    nullable: true,
    audience: "public",
    description: "The rule in force.",
    resolve: ({ view }) => view.rule,
  }),
  fundingBases: t.field({
    type: [FundingBase],
    audience: "public",
    description: "Revenue that the rule rests on, by year.",
    resolve: ({ view }) => [...view.bases],
  }),
});

builder.objectType(Plan, {
  description: "A plan at a pair of dates.",
  fields: (t) => ({
    ...identityFields(t),
    ...momentFields(t),
    ...moneyFields(t),
    earlierPlan: t.field({
      type: EarlierPlan,
      nullable: true,
      audience: "public",
      description: "What the plan document says of the plan before it.",
      resolve: ({ view }) => view.earlierPlan,
    }),
    years: t.field({
      type: [PlanYear],
      audience: "public",
      description: "By fiscal year.",
      resolve: ({ view }) => [...view.years],
    }),
    sectors: t.field({
      type: [Sector],
      audience: "public",
      description: "In the order of the plan.",
      resolve: ({ view }) => [...view.sectors],
    }),
    projects: t.field({
      type: [Project],
      items: 20,
      audience: "public",
      description: "In the order of the annex.",
      resolve: ({ view }) => [...view.projects],
    }),
    project: t.field({
      type: Project,
      nullable: true,
      audience: "public",
      description: "One project by its code.",
      args: { code: t.arg.string({ required: true }) },
      resolve: ({ view }, { code }) => view.projects.find((project) => project.code === code) ?? null,
    }),
  }),
});
