import type { PlanView, ProjectView } from "@mingzhang/domain";
import type { PlanWorkbook, WorkbookProject } from "@mingzhang/open-data";
import { textOrDash } from "./workbook-text.ts";

/**
 * The plan workbook of a view: amounts in force, after reallocations and amendments. Null where the plan has no funding
 * rule or no base, which a workbook cannot leave out.
 */
export function workbookFromView(view: PlanView): PlanWorkbook | null {
  const base = view.bases.find(({ estimatedFen }) => estimatedFen !== null) ?? view.bases[0];
  const baseFen = base?.estimatedFen ?? base?.confirmedFen ?? null;
  if (!view.rule || !base || baseFen === null) return null;
  return {
    slug: view.slug,
    name: textOrDash(view.name.zh),
    donor: textOrDash(view.donor.zh),
    recipient: textOrDash(view.recipient.zh),
    firstYear: view.firstYear,
    lastYear: view.lastYear,
    ratePercent: canonical(view.rule.ratePercent),
    baseFen,
    baseYear: base.year,
    growthPercent: canonical(view.rule.growthPercent),
    ...(view.simulated ? { simulated: true as const } : {}),
    projects: view.projects.map(workbookProject),
  };
}

function workbookProject(project: ProjectView): WorkbookProject {
  const cells = project.allocations.filter(({ amountFen }) => amountFen > 0n);
  const years = cells.map(({ year }) => year);
  return {
    number: project.number,
    category: textOrDash(project.category),
    // An amount may have been moved to a year outside of the project's own: the annex shows the wider span.
    startYear: Math.min(project.startYear, ...years),
    endYear: Math.max(project.endYear, ...years),
    name: textOrDash(project.name.zh),
    description: textOrDash(project.description.zh),
    totalFen: project.allocatedFen,
    years: Object.fromEntries(cells.map(({ year, amountFen }) => [year, amountFen])),
    responsibleUnit: textOrDash(project.responsibleUnit.zh),
    code: project.code,
  };
}

function canonical(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
