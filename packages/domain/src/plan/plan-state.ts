import type { Balances, Fen, Posting } from "@mingzhang/ledger";
import type { EventData } from "../event/catalogue.ts";
import type { LocalText } from "../event/fields.ts";
import type { Day } from "../time/day.ts";
import type { PreparationStep } from "./project-events.ts";
import { type TransferLines, Transfers } from "./transfers.ts";

/** What a plan is after some of its events: the result of the fold, and all that a decision looks at. */
export interface PlanState {
  readonly adopted: EventData<"PlanAdopted">;
  readonly adoptedOn: Day;
  readonly closedOn: Day | null;
  /** True as soon as one of the events is simulated. */
  readonly simulated: boolean;
  readonly rule: EventData<"FundingRuleSet"> | null;
  readonly bases: Readonly<Record<number, FundingBase>>;
  readonly earlierPlan: EventData<"EarlierPlanReported"> | null;
  readonly paymentCeilingPoints: string | null;
  readonly sectors: Readonly<Record<string, LocalText>>;
  readonly projects: Readonly<Record<string, ProjectState>>;
  readonly balances: Balances;
  readonly appropriated: Readonly<Record<number, Fen>>;
  /** Released and paid by the year of the day, all projects together. */
  readonly releasedIn: Readonly<Record<number, Fen>>;
  readonly paidIn: Readonly<Record<number, Fen>>;
  /** Movements by fact. The fold gives `Transfers`; whoever folds a few events alone may bring lines along. */
  readonly transfers: Transfers | TransferLines;
}

export interface FundingBase {
  readonly estimatedFen: Fen | null;
  readonly confirmedFen: Fen | null;
}

export interface ProjectState {
  readonly added: EventData<"ProjectAdded">;
  readonly allocations: Readonly<Record<number, Fen>>;
  readonly releasedFen: Fen;
  readonly paidFen: Fen;
  readonly preparation: Readonly<Partial<Record<PreparationStep, { readonly doneOn: Day; readonly document: string }>>>;
  readonly startedOn: Day | null;
  readonly acceptedOn: Day | null;
  /** Decimal text done so far by quantity, with the day of the measurement. */
  readonly progress: Readonly<Record<string, { readonly done: string; readonly measuredOn: Day }>>;
  readonly milestones: Readonly<Record<string, MilestoneState>>;
  /** By SHA-256. Left out as long as there is none: states of plans without any are what they always were. */
  readonly evidence?: Readonly<Record<string, EvidenceState>>;
}

export interface EvidenceState {
  readonly attached: EventData<"EvidenceAttached">;
  readonly attachedOn: Day;
  readonly withdrawn: { readonly on: Day; readonly reason: string } | null;
}

export interface MilestoneState {
  readonly name: LocalText;
  readonly originalDueOn: Day;
  readonly dueOn: Day;
  readonly reachedOn: Day | null;
  readonly missedOn: Day | null;
}

export type TransferKind = "appropriation" | "release" | "payment" | "refund" | "reversal";

/** One movement of money, found by the identity of its fact (the first of a chain of corrections). */
export interface TransferState {
  readonly fact: string;
  readonly kind: TransferKind;
  readonly amountFen: Fen;
  readonly postings: readonly Posting[];
  readonly project: string | null;
  /** The fiscal year of an appropriation. */
  readonly year: number | null;
  /** The year in which a release or payment counted, so that its reversal is taken from the same one. */
  readonly countedIn: number;
  /** What has neither been refunded nor reversed. */
  readonly openFen: Fen;
}

export const treasury = "treasury";
export const earmarked = "earmarked";
export const subledger = (project: string): string => `subledger:${project}`;
export const payees = (project: string): string => `payees:${project}`;

/** Accounts that lie in the plan's own books: these may never be overdrawn. The treasury and payees lie outside. */
export function isOwnAccount(account: string): boolean {
  return account === earmarked || account.startsWith("subledger:");
}

export function findTransfer({ transfers }: Pick<PlanState, "transfers">, fact: string): TransferState | null {
  if (transfers instanceof Transfers) return transfers.find(fact);
  for (const month of Object.values(transfers)) {
    const found = month[fact];
    if (found) return found;
  }
  return null;
}

/** Amount allocated to a project up to and including a year, after reallocations and amendments. */
export function allocatedUpTo(project: ProjectState, year: number): Fen {
  return Object.entries(project.allocations)
    .filter(([cellYear]) => Number(cellYear) <= year)
    .reduce((sum, [, amount]) => sum + amount, 0n);
}
