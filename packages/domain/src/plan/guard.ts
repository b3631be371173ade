import type { LiveEvent } from "../replay/timeline.ts";
import { attachedEvidence, withdrawnEvidence } from "./guard-evidence.ts";
import { guardMoney, yearsOutside } from "./guard-money.ts";
import type { PlanState, ProjectState } from "./plan-state.ts";
import { missingSteps } from "./progress.ts";
import { type Refusal, refusal } from "./refusal.ts";

/**
 * What an event needs of the state before it, whether it is being decided or re-checked under a back-dated neighbour.
 * All reasons at once; an empty list lets it pass. Sums over a day are `invariants`, not guards.
 */
export function guard(state: PlanState | null, live: LiveEvent): readonly Refusal[] {
  const { event } = live;
  if (event.type === "PlanAdopted")
    return state ? [refusal("plan-exists", { plan: event.plan }, "slug")] : years(event.data);
  if (!state) return [refusal("unknown-plan", { plan: event.plan }, "slug")];
  switch (event.type) {
    case "SectorAdded":
      return state.sectors[event.data.sector]
        ? [refusal("duplicate-sector", { sector: event.data.sector }, "sector")]
        : [];
    case "ProjectAdded":
      return addedProject(state, event.data);
    case "AllocationSet":
      return setAllocation(state, event.data);
    case "PreparationRecorded":
      return withProject(state, event.data.project, (project) =>
        project.preparation[event.data.step]
          ? [refusal("step-already-recorded", { step: event.data.step, project: event.data.project }, "step")]
          : [],
      );
    case "ProjectStarted":
      return withProject(state, event.data.project, startedProject);
    case "ProjectAccepted":
      return withProject(state, event.data.project, ({ added, startedOn, acceptedOn }) => {
        if (acceptedOn) return [refusal("already-accepted", { project: added.project, acceptedOn }, "project")];
        return startedOn ? [] : [refusal("not-started", { project: added.project }, "project")];
      });
    case "PhysicalProgressReported":
      return withProject(state, event.data.project, ({ added }) =>
        added.quantities.some(({ code }) => code === event.data.quantity)
          ? []
          : [refusal("unknown-quantity", { quantity: event.data.quantity, project: added.project }, "quantity")],
      );
    case "MilestonePlanned":
      return withProject(state, event.data.project, ({ milestones }) =>
        milestones[event.data.milestone]
          ? [refusal("duplicate-milestone", { milestone: event.data.milestone }, "milestone")]
          : [],
      );
    case "MilestoneRescheduled":
    case "MilestoneReached":
    case "MilestoneMissed":
      return withProject(state, event.data.project, (project) => openMilestone(project, event.data.milestone));
    case "EvidenceAttached":
      return withProject(state, event.data.project, (project) => attachedEvidence(project, event.data));
    case "EvidenceWithdrawn":
      return withProject(state, event.data.project, (project) => withdrawnEvidence(project, event.data.sha256));
    default:
      return guardMoney(state, live);
  }
}

function years({ firstYear, lastYear }: { firstYear: number; lastYear: number }): readonly Refusal[] {
  return firstYear <= lastYear ? [] : [refusal("years-out-of-order", { firstYear, lastYear }, "lastYear")];
}

function withProject(
  state: PlanState,
  code: string,
  check: (project: ProjectState) => readonly Refusal[],
): readonly Refusal[] {
  const project = state.projects[code];
  return project ? check(project) : [refusal("unknown-project", { project: code }, "project")];
}

function addedProject(state: PlanState, added: ProjectState["added"]): readonly Refusal[] {
  const found: Refusal[] = [];
  const others = Object.values(state.projects);
  if (state.projects[added.project]) found.push(refusal("duplicate-project", { project: added.project }, "project"));
  if (others.some((other) => other.added.number === added.number)) {
    found.push(refusal("duplicate-number", { number: added.number }, "number"));
  }
  if (!state.sectors[added.sector]) found.push(refusal("unknown-sector", { sector: added.sector }, "sector"));
  const quantities = added.quantities.map(({ code }) => code);
  const twice = quantities.find((code, index) => quantities.indexOf(code) !== index);
  if (twice) found.push(refusal("duplicate-quantity", { quantity: twice }, "quantities"));
  if (added.startYear > added.endYear) {
    const { startYear, endYear } = added;
    found.push(refusal("years-out-of-order", { firstYear: startYear, lastYear: endYear }, "endYear"));
  }
  return found.concat(yearsOutside(state, "startYear", [added.startYear, added.endYear]));
}

function setAllocation(state: PlanState, cell: { project: string; year: number }): readonly Refusal[] {
  return withProject(state, cell.project, ({ allocations }) =>
    allocations[cell.year] === undefined
      ? yearsOutside(state, "year", [cell.year])
      : [refusal("allocation-already-set", { project: cell.project, year: cell.year }, "year")],
  );
}

function startedProject(project: ProjectState): readonly Refusal[] {
  const { added, startedOn } = project;
  if (startedOn) return [refusal("already-started", { project: added.project, startedOn }, "project")];
  const steps = missingSteps(project);
  return steps.length === 0 ? [] : [refusal("missing-steps", { project: added.project, steps }, "project")];
}

function openMilestone({ milestones }: ProjectState, code: string): readonly Refusal[] {
  const milestone = milestones[code];
  if (!milestone) return [refusal("unknown-milestone", { milestone: code }, "milestone")];
  const { reachedOn } = milestone;
  return reachedOn ? [refusal("milestone-already-reached", { milestone: code, reachedOn }, "milestone")] : [];
}
