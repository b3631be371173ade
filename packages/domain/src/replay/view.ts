import { type Fen, growingShare, parseDecimal, percentText } from "@mingzhang/ledger";
import type { EventData } from "../event/catalogue.ts";
import type { LocalText } from "../event/fields.ts";
import { isOwnAccount, payees, type PlanState, subledger, treasury } from "../plan/plan-state.ts";
import type { Day } from "../time/day.ts";
import { type ProjectView, projectView } from "./project-view.ts";

/**
 * V(D, T): everything that is published of a plan at a pair of dates. Amounts are fen. It holds no instant, no id and
 * no position, so that two equal states of the world are equal views.
 */
export interface PlanView {
  readonly slug: string;
  readonly name: LocalText;
  readonly donor: LocalText;
  readonly recipient: LocalText;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly adoptedOn: Day;
  readonly adoptedOnAssumed: boolean;
  readonly document: string;
  readonly closedOn: Day | null;
  readonly simulated: boolean;
  readonly totalFen: Fen;
  readonly appropriatedFen: Fen;
  readonly releasedFen: Fen;
  readonly paidFen: Fen;
  readonly paymentCeilingPoints: string | null;
  readonly rule: EventData<"FundingRuleSet"> | null;
  readonly bases: readonly BaseView[];
  readonly earlierPlan: EventData<"EarlierPlanReported"> | null;
  readonly accounts: readonly { readonly account: string; readonly balanceFen: Fen }[];
  readonly years: readonly YearView[];
  readonly sectors: readonly SectorView[];
  readonly projects: readonly ProjectView[];
}

export interface BaseView {
  readonly year: number;
  readonly estimatedFen: Fen | null;
  readonly confirmedFen: Fen | null;
}

export interface YearView {
  readonly year: number;
  readonly allocatedFen: Fen;
  /** What the funding rule gives for the year; null without a rule or a base. */
  readonly byRuleFen: Fen | null;
  readonly varianceFen: Fen | null;
  readonly appropriatedFen: Fen;
  readonly releasedFen: Fen;
  readonly paidFen: Fen;
}

export interface SectorView {
  readonly code: string;
  readonly name: LocalText;
  readonly allocatedFen: Fen;
  /** Share of the plan's total with two decimals: `78.00`. */
  readonly sharePercent: string;
  readonly years: readonly { readonly year: number; readonly amountFen: Fen }[];
}

/** The view of a folded state on day `asOf`: the day decides what is overdue. */
export function viewOf(state: PlanState, asOf: Day): PlanView {
  const { adopted } = state;
  const years = planYears(state);
  const projects = Object.values(state.projects)
    .map((project) => projectView(project, years, { asOf, balances: state.balances }))
    .toSorted((a, b) => a.number - b.number);
  const totalFen = sum(projects.map(({ allocatedFen }) => allocatedFen));
  return {
    slug: adopted.slug,
    name: adopted.name,
    donor: adopted.donor,
    recipient: adopted.recipient,
    firstYear: adopted.firstYear,
    lastYear: adopted.lastYear,
    adoptedOn: state.adoptedOn,
    adoptedOnAssumed: adopted.dateAssumed,
    document: adopted.document,
    closedOn: state.closedOn,
    simulated: state.simulated,
    totalFen,
    appropriatedFen: sum(Object.values(state.appropriated)),
    releasedFen: sum(projects.map(({ releasedFen }) => releasedFen)),
    paidFen: sum(projects.map(({ paidFen }) => paidFen)),
    paymentCeilingPoints: state.paymentCeilingPoints,
    rule: state.rule,
    bases: Object.entries(state.bases).map(([year, base]) => ({ year: Number(year), ...base })),
    earlierPlan: state.earlierPlan,
    accounts: accounts(state),
    years: years.map((year) => yearView(state, year, projects)),
    sectors: Object.entries(state.sectors).map(([code, name]) => sectorView({ code, name, totalFen }, projects, years)),
    projects,
  };
}

function planYears({ adopted: { firstYear, lastYear } }: PlanState): readonly number[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
}

function accounts(state: PlanState): PlanView["accounts"] {
  const projects = Object.keys(state.projects);
  const names = [treasury, "earmarked", ...projects.map(subledger), ...projects.map(payees)];
  return names.map((account) => {
    const balance = state.balances[account] ?? 0n;
    return { account, balanceFen: isOwnAccount(account) ? balance : balance < 0n ? -balance : balance };
  });
}

function yearView(state: PlanState, year: number, projects: readonly ProjectView[]): YearView {
  const allocatedFen = sum(projects.map((project) => cell(project, year)));
  const byRuleFen = byRule(state, year);
  return {
    year,
    allocatedFen,
    byRuleFen,
    varianceFen: byRuleFen === null ? null : allocatedFen - byRuleFen,
    appropriatedFen: state.appropriated[year] ?? 0n,
    releasedFen: state.releasedIn[year] ?? 0n,
    paidFen: state.paidIn[year] ?? 0n,
  };
}

/** The base that a year's rule rests on: the latest known one before the year, confirmed before estimated. */
export function baseFor(
  { rule, bases }: Pick<PlanState, "rule" | "bases">,
  year: number,
): { readonly year: number; readonly amountFen: Fen; readonly confirmed: boolean } | null {
  if (!rule) return null;
  const latest = Object.keys(bases)
    .map(Number)
    .filter((baseYear) => baseYear < year)
    .toSorted((a, b) => b - a)[0];
  const base = latest === undefined ? undefined : bases[latest];
  const amountFen = base?.confirmedFen ?? base?.estimatedFen;
  if (latest === undefined || !base || amountFen === null || amountFen === undefined) return null;
  return { year: latest, amountFen, confirmed: base.confirmedFen !== null };
}

function byRule(state: PlanState, year: number): Fen | null {
  const base = baseFor(state, year);
  const rate = parseDecimal(state.rule?.ratePercent ?? "");
  const growth = parseDecimal(state.rule?.growthPercent ?? "");
  if (!base || !rate || !growth) return null;
  return growingShare(base.amountFen, { rate, growth, years: year - 1 - base.year });
}

function sectorView(
  sector: { code: string; name: LocalText; totalFen: Fen },
  projects: readonly ProjectView[],
  years: readonly number[],
): SectorView {
  const own = projects.filter((project) => project.sector === sector.code);
  const allocatedFen = sum(own.map((project) => project.allocatedFen));
  return {
    code: sector.code,
    name: sector.name,
    allocatedFen,
    sharePercent: percentText(allocatedFen, sector.totalFen),
    years: years.map((year) => ({ year, amountFen: sum(own.map((project) => cell(project, year))) })),
  };
}

function cell({ allocations }: ProjectView, year: number): Fen {
  return allocations.find((allocation) => allocation.year === year)?.amountFen ?? 0n;
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
