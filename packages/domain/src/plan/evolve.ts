import { post } from "@mingzhang/ledger";
import type { LiveEvent } from "../replay/timeline.ts";
import { lineOf, movementOf } from "./movements.ts";
import type { FundingBase, MilestoneState, PlanState, ProjectState } from "./plan-state.ts";
import { noTransfers, Transfers } from "./transfers.ts";

/** The state after one more event. Throws on a history that no decision could have made. */
export function evolve(state: PlanState | null, live: LiveEvent): PlanState {
  const { event } = live;
  if (event.type === "PlanAdopted") {
    if (state) throw new Error(`${event.id} adopts ${event.plan} a second time`);
    return adopted(live);
  }
  if (!state) throw new Error(`${event.id} (${event.type}) comes before the adoption of ${event.plan}`);
  const next = evolvePlan(state, live);
  return event.simulated && !next.simulated ? { ...next, simulated: true } : next;
}

function adopted({ event }: LiveEvent): PlanState {
  if (event.type !== "PlanAdopted") throw new Error(`${event.type} adopts nothing`);
  return {
    adopted: event.data,
    adoptedOn: event.occurredOn,
    closedOn: null,
    simulated: event.simulated,
    rule: null,
    bases: {},
    earlierPlan: null,
    paymentCeilingPoints: null,
    sectors: {},
    projects: {},
    balances: {},
    appropriated: {},
    releasedIn: {},
    paidIn: {},
    transfers: noTransfers,
  };
}

function evolvePlan(state: PlanState, live: LiveEvent): PlanState {
  const { event } = live;
  switch (event.type) {
    case "FundingRuleSet":
      return { ...state, rule: event.data };
    case "FundingBaseEstimated":
      return withBase(state, event.data.year, { estimatedFen: event.data.amountFen });
    case "FundingBaseConfirmed":
      return withBase(state, event.data.year, { confirmedFen: event.data.amountFen });
    case "EarlierPlanReported":
      return { ...state, earlierPlan: event.data };
    case "ThresholdsSet":
      return { ...state, paymentCeilingPoints: event.data.paymentCeilingPoints };
    case "SectorAdded":
      return { ...state, sectors: { ...state.sectors, [event.data.sector]: event.data.name } };
    case "PlanClosed":
      return { ...state, closedOn: event.occurredOn };
    case "AllocationSet":
      return withCells(state, [event.data]);
    case "ReallocationDecided":
      return withCells(state, [
        ...event.data.from.map((cell) => ({ ...cell, amountFen: -cell.amountFen })),
        ...event.data.to,
      ]);
    case "PlanAmended":
      return withCells(state, event.data.changes);
    case "FundsAppropriated":
    case "FundsReleased":
    case "PaymentMade":
    case "HouseholdPaid":
    case "RefundReceived":
    case "TransferReversed":
      return withMovement(state, live);
    case "DisclosureErased":
      return state;
    case "PlanAdopted":
    case "RecordVoided":
      throw new Error(`${event.type} is not folded into a plan`);
    default:
      return evolveProject(state, live);
  }
}

function evolveProject(state: PlanState, { event }: LiveEvent): PlanState {
  switch (event.type) {
    case "ProjectAdded":
      return { ...state, projects: { ...state.projects, [event.data.project]: newProject(event.data) } };
    case "PreparationRecorded": {
      const { step, document } = event.data;
      return withProject(state, event.data.project, ({ preparation }) => ({
        preparation: { ...preparation, [step]: { doneOn: event.occurredOn, document } },
      }));
    }
    case "ProjectStarted":
      return withProject(state, event.data.project, () => ({ startedOn: event.occurredOn }));
    case "ProjectAccepted":
      return withProject(state, event.data.project, () => ({ acceptedOn: event.occurredOn }));
    case "PhysicalProgressReported": {
      const { quantity, done } = event.data;
      return withProject(state, event.data.project, ({ progress }) => ({
        progress: { ...progress, [quantity]: { done, measuredOn: event.occurredOn } },
      }));
    }
    case "MilestonePlanned": {
      const { name, dueOn } = event.data;
      const planned = { name, dueOn, originalDueOn: dueOn, reachedOn: null, missedOn: null };
      return withProject(state, event.data.project, ({ milestones }) => ({
        milestones: { ...milestones, [event.data.milestone]: planned },
      }));
    }
    case "MilestoneRescheduled":
      return withMilestone(state, event.data, { dueOn: event.data.dueOn, missedOn: null });
    case "MilestoneReached":
      return withMilestone(state, event.data, { reachedOn: event.occurredOn });
    case "MilestoneMissed":
      return withMilestone(state, event.data, { missedOn: event.occurredOn });
    case "EvidenceAttached": {
      const attached = { attached: event.data, attachedOn: event.occurredOn, withdrawn: null };
      return withProject(state, event.data.project, ({ evidence }) => ({
        evidence: { ...evidence, [event.data.sha256]: attached },
      }));
    }
    case "EvidenceWithdrawn":
      return withoutEvidence(state, { ...event.data, on: event.occurredOn });
    default:
      throw new Error(`${event.type} is not folded into a project`);
  }
}

function newProject(added: ProjectState["added"]): ProjectState {
  return {
    added,
    allocations: {},
    releasedFen: 0n,
    paidFen: 0n,
    preparation: {},
    startedOn: null,
    acceptedOn: null,
    progress: {},
    milestones: {},
  };
}

function withBase(state: PlanState, year: number, base: Partial<FundingBase>): PlanState {
  const before = state.bases[year] ?? { estimatedFen: null, confirmedFen: null };
  return { ...state, bases: { ...state.bases, [year]: { ...before, ...base } } };
}

function withProject(
  state: PlanState,
  code: string,
  change: (project: ProjectState) => Partial<ProjectState>,
): PlanState {
  const project = state.projects[code];
  if (!project) throw new Error(`no project ${code} in ${state.adopted.slug}`);
  return { ...state, projects: { ...state.projects, [code]: { ...project, ...change(project) } } };
}

function withMilestone(
  state: PlanState,
  { project, milestone }: { project: string; milestone: string },
  change: Partial<MilestoneState>,
): PlanState {
  return withProject(state, project, ({ milestones }) => {
    const before = milestones[milestone];
    if (!before) throw new Error(`no milestone ${milestone} in ${project}`);
    return { milestones: { ...milestones, [milestone]: { ...before, ...change } } };
  });
}

function withoutEvidence(
  state: PlanState,
  { project, sha256, on, reason }: { project: string; sha256: string; on: string; reason: string },
): PlanState {
  return withProject(state, project, ({ evidence }) => {
    const before = evidence?.[sha256];
    if (!before) throw new Error(`no evidence ${sha256} in ${project}`);
    return { evidence: { ...evidence, [sha256]: { ...before, withdrawn: { on, reason } } } };
  });
}

function withCells(
  state: PlanState,
  cells: readonly { project: string; year: number; amountFen: bigint }[],
): PlanState {
  return cells.reduce(
    (current, { project, year, amountFen }) =>
      withProject(current, project, ({ allocations }) => ({
        allocations: { ...allocations, [year]: (allocations[year] ?? 0n) + amountFen },
      })),
    state,
  );
}

function withMovement(state: PlanState, live: LiveEvent): PlanState {
  const moved = movementOf(state, live);
  if (!moved) throw new Error(`${live.event.type} moves nothing`);
  const { fact, event } = live;
  const line = lineOf(fact, moved);
  const transfers = Transfers.of(state.transfers);
  const settled = moved.settles ? transfers.settled(moved.settles, moved.amountFen) : transfers;
  const { year, project, countedIn, appropriatedFen, releasedFen, paidFen } = moved;
  const next: PlanState = {
    ...state,
    transfers: settled.with(line, { day: event.occurredOn, place: live.place }),
    balances: post(state.balances, moved.postings),
    appropriated: year === null ? state.appropriated : plus(state.appropriated, year, appropriatedFen),
    releasedIn: releasedFen === 0n ? state.releasedIn : plus(state.releasedIn, countedIn, releasedFen),
    paidIn: paidFen === 0n ? state.paidIn : plus(state.paidIn, countedIn, paidFen),
  };
  if (project === null) return next;
  return withProject(next, project, (before) => ({
    releasedFen: before.releasedFen + releasedFen,
    paidFen: before.paidFen + paidFen,
  }));
}

function plus(sums: Readonly<Record<number, bigint>>, year: number, amountFen: bigint): Record<number, bigint> {
  return { ...sums, [year]: (sums[year] ?? 0n) + amountFen };
}
