import type { Fen } from "@mingzhang/ledger";
import { evolve } from "../plan/evolve.ts";
import { movementOf } from "../plan/movements.ts";
import type { PlanState } from "../plan/plan-state.ts";
import type { LiveEvent } from "./timeline.ts";

/** What one event does to what is published: an amount added to a running sum, or a value that it sets. */
export type Effect =
  | { readonly kind: "allocated"; readonly project: string; readonly year: number; readonly fen: Fen }
  | { readonly kind: "appropriated"; readonly year: number; readonly fen: Fen }
  | { readonly kind: "released"; readonly project: string; readonly year: number; readonly fen: Fen }
  | { readonly kind: "paid"; readonly project: string; readonly year: number; readonly fen: Fen }
  | { readonly kind: "posted"; readonly account: string; readonly fen: Fen }
  | { readonly kind: "set"; readonly path: string };

export interface Traced {
  readonly live: LiveEvent;
  readonly effects: readonly Effect[];
}

/** The events of a view in fold order, each with its effects on the state before it. */
export function traced(live: readonly LiveEvent[]): readonly Traced[] {
  let state: PlanState | null = null;
  return live.map((one) => {
    const effects = [...moneyEffects(state, one), ...setEffects(one).map((path) => ({ kind: "set" as const, path }))];
    state = evolve(state, one);
    return { live: one, effects };
  });
}

function moneyEffects(state: PlanState | null, live: LiveEvent): readonly Effect[] {
  const { event } = live;
  switch (event.type) {
    case "AllocationSet":
      return [{ kind: "allocated", project: event.data.project, year: event.data.year, fen: event.data.amountFen }];
    case "ReallocationDecided":
      return [
        ...event.data.from.map(({ project, year, amountFen }) => allocated(project, year, -amountFen)),
        ...event.data.to.map(({ project, year, amountFen }) => allocated(project, year, amountFen)),
      ];
    case "PlanAmended":
      return event.data.changes.map(({ project, year, amountFen }) => allocated(project, year, amountFen));
    default:
      return state ? movementEffects(state, live) : [];
  }
}

function allocated(project: string, year: number, fen: Fen): Effect {
  return { kind: "allocated", project, year, fen };
}

function movementEffects(state: PlanState, live: LiveEvent): readonly Effect[] {
  const moved = movementOf(state, live);
  if (!moved) return [];
  const { project, year, countedIn, appropriatedFen, releasedFen, paidFen } = moved;
  const effects: Effect[] = moved.postings.map(({ account, amountFen }) => ({
    kind: "posted",
    account,
    fen: amountFen,
  }));
  if (year !== null && appropriatedFen !== 0n) effects.push({ kind: "appropriated", year, fen: appropriatedFen });
  if (project !== null && releasedFen !== 0n) {
    effects.push({ kind: "released", project, year: countedIn, fen: releasedFen });
  }
  if (project !== null && paidFen !== 0n) effects.push({ kind: "paid", project, year: countedIn, fen: paidFen });
  return effects;
}

const planFields = ["name", "donor", "recipient", "firstYear", "lastYear", "adoptedOn", "document"];
const earlierFields = ["reportedTo", "planned", "received", "projects", "completed", "underway"];
const projectFields = ["name", "sector", "responsibleUnit", "startYear", "endYear", "totalInvestment", "unsourced"];

/** Paths of the figures whose last value an event sets. */
function setEffects({ event }: LiveEvent): readonly string[] {
  switch (event.type) {
    case "PlanAdopted":
      return planFields;
    case "PlanClosed":
      return ["closedOn"];
    case "FundingRuleSet":
      return ["rule.ratePercent", "rule.growthPercent"];
    case "FundingBaseEstimated":
      return [`bases.${event.data.year}.estimated`];
    case "FundingBaseConfirmed":
      return [`bases.${event.data.year}.confirmed`];
    case "EarlierPlanReported":
      return earlierFields.map((field) => `earlierPlan.${field}`);
    case "ThresholdsSet":
      return ["paymentCeilingPoints"];
    case "SectorAdded":
      return [`sectors.${event.data.sector}.name`];
    case "ProjectAdded": {
      const { project, quantities } = event.data;
      const planned = quantities.map(({ code }) => `projects.${project}.quantities.${code}.planned`);
      return [...projectFields.map((field) => `projects.${project}.${field}`), ...planned];
    }
    case "PreparationRecorded":
      return [`projects.${event.data.project}.missingSteps`, `projects.${event.data.project}.status`];
    case "ProjectStarted":
      return [`projects.${event.data.project}.startedOn`, `projects.${event.data.project}.status`];
    case "ProjectAccepted":
      return [`projects.${event.data.project}.acceptedOn`, `projects.${event.data.project}.status`];
    case "PhysicalProgressReported":
      return [`projects.${event.data.project}.quantities.${event.data.quantity}.done`];
    case "MilestonePlanned":
      return milestonePaths(event.data, ["dueOn", "status"]);
    case "MilestoneRescheduled":
      return milestonePaths(event.data, ["dueOn", "status"]);
    case "MilestoneReached":
      return milestonePaths(event.data, ["reachedOn", "status"]);
    case "MilestoneMissed":
      return milestonePaths(event.data, ["status"]);
    case "EvidenceAttached":
    case "EvidenceWithdrawn":
      return [`projects.${event.data.project}.evidence.${event.data.sha256}.status`];
    default:
      return [];
  }
}

function milestonePaths(of: { project: string; milestone: string }, fields: readonly string[]): readonly string[] {
  return fields.map((field) => `projects.${of.project}.milestones.${of.milestone}.${field}`);
}
