import { type Balances, type Fen, hundredthsText } from "@mingzhang/ledger";
import type { EventData } from "../event/catalogue.ts";
import type { LocalText } from "../event/fields.ts";
import { type MilestoneState, type ProjectState, subledger } from "../plan/plan-state.ts";
import { missingSteps, progressHundredths } from "../plan/progress.ts";
import { preparationSteps, type PreparationStep } from "../plan/project-events.ts";
import { type Day, daysBetween } from "../time/day.ts";
import { evidenceOf, type EvidenceView } from "./evidence-view.ts";

export type ProjectStatus = "planned" | "preparing" | "ready" | "underway" | "accepted";
export type MilestoneStatus = "planned" | "overdue" | "reached" | "missed";

export interface ProjectView {
  readonly code: string;
  readonly number: number;
  readonly name: LocalText;
  readonly sector: string;
  readonly category: string;
  readonly description: LocalText;
  readonly responsibleUnit: LocalText;
  readonly startYear: number;
  readonly endYear: number;
  readonly carriedOver: boolean;
  readonly status: ProjectStatus;
  readonly allocatedFen: Fen;
  readonly releasedFen: Fen;
  readonly paidFen: Fen;
  /** What lies in the subledger. */
  readonly balanceFen: Fen;
  /** Two decimals; null where the project has no planned quantity. */
  readonly progressPercent: string | null;
  readonly totalInvestmentFen: Fen | null;
  /** Total investment less the sources whose amount is known; null where the total is not known. */
  readonly unsourcedFen: Fen | null;
  readonly allocations: readonly { readonly year: number; readonly amountFen: Fen }[];
  readonly quantities: readonly QuantityView[];
  readonly fundingSources: EventData<"ProjectAdded">["fundingSources"];
  readonly preparation: readonly { readonly step: PreparationStep; readonly doneOn: Day; readonly document: string }[];
  readonly missingSteps: readonly PreparationStep[];
  readonly startedOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly milestones: readonly MilestoneView[];
  /** Left out where the project has none. */
  readonly evidence?: readonly EvidenceView[];
}

export interface QuantityView {
  readonly code: string;
  readonly name: LocalText;
  readonly unit: LocalText;
  readonly planned: string;
  readonly done: string;
  readonly measuredOn: Day | null;
}

export interface MilestoneView {
  readonly code: string;
  readonly name: LocalText;
  readonly dueOn: Day;
  readonly originalDueOn: Day;
  readonly reachedOn: Day | null;
  readonly status: MilestoneStatus;
  /** Days reached after the date first planned, or overdue now; null where it is neither. */
  readonly daysLate: number | null;
}

export function projectView(
  project: ProjectState,
  years: readonly number[],
  { asOf, balances }: { asOf: Day; balances: Balances },
): ProjectView {
  const { added } = project;
  const allocations = years.map((year) => ({ year, amountFen: project.allocations[year] ?? 0n }));
  const progress = progressHundredths(project);
  return {
    code: added.project,
    number: added.number,
    name: added.name,
    sector: added.sector,
    category: added.category,
    description: added.description,
    responsibleUnit: added.responsibleUnit,
    startYear: added.startYear,
    endYear: added.endYear,
    carriedOver: added.carriedOver,
    status: status(project),
    allocatedFen: allocations.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    releasedFen: project.releasedFen,
    paidFen: project.paidFen,
    balanceFen: balances[subledger(added.project)] ?? 0n,
    progressPercent: progress === null ? null : hundredthsText(progress),
    totalInvestmentFen: added.totalInvestmentFen,
    unsourcedFen: unsourced(added),
    allocations,
    quantities: added.quantities.map((quantity) => ({
      ...quantity,
      done: project.progress[quantity.code]?.done ?? "0",
      measuredOn: project.progress[quantity.code]?.measuredOn ?? null,
    })),
    fundingSources: added.fundingSources,
    preparation: preparationSteps.flatMap((step) => {
      const done = project.preparation[step];
      return done ? [{ step, ...done }] : [];
    }),
    missingSteps: missingSteps(project),
    startedOn: project.startedOn,
    acceptedOn: project.acceptedOn,
    milestones: Object.entries(project.milestones)
      .map(([code, milestone]) => milestoneView(code, milestone, asOf))
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
    ...evidenceOf(project),
  };
}

function status(project: ProjectState): ProjectStatus {
  if (project.acceptedOn) return "accepted";
  if (project.startedOn) return "underway";
  if (missingSteps(project).length === 0) return "ready";
  return Object.keys(project.preparation).length > 0 ? "preparing" : "planned";
}

function unsourced({ totalInvestmentFen, fundingSources }: EventData<"ProjectAdded">): Fen | null {
  if (totalInvestmentFen === null) return null;
  return fundingSources.reduce((rest, { amountFen }) => rest - (amountFen ?? 0n), totalInvestmentFen);
}

function milestoneView(code: string, milestone: MilestoneState, asOf: Day): MilestoneView {
  const { name, dueOn, originalDueOn, reachedOn, missedOn } = milestone;
  const open = !reachedOn && !missedOn;
  const late = daysBetween(open ? dueOn : originalDueOn, reachedOn ?? asOf);
  return {
    code,
    name,
    dueOn,
    originalDueOn,
    reachedOn,
    status: reachedOn ? "reached" : missedOn ? "missed" : dueOn < asOf ? "overdue" : "planned",
    daysLate: late > 0 ? late : null,
  };
}
