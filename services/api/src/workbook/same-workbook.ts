import type { PlanWorkbook } from "@mingzhang/open-data";
import { codeOf } from "./plan-from-workbook.ts";
import { textOrDash } from "./workbook-text.ts";

/**
 * Whether an imported workbook says what a plan's own workbook says. The imported one may leave codes out: its projects
 * are then found by their row numbers.
 */
export function sameWorkbook(imported: PlanWorkbook, own: PlanWorkbook): boolean {
  const codes = new Map(own.projects.map(({ number, code }) => [number, code]));
  const named = imported.projects.map((project) => ({
    ...project,
    code: project.code ?? codes.get(project.number) ?? codeOf(project),
  }));
  return textOf({ ...imported, projects: named }) === textOf(own);
}

function textOf({ projects, simulated, ...plan }: PlanWorkbook): string {
  const rows = projects
    .toSorted((a, b) => a.number - b.number)
    .map(({ years, ...row }) => [...sorted(row), ...sorted(years)]);
  return JSON.stringify([simulated === true, ...sorted(plan), ...rows]);
}

/** Members by name, texts as the domain keeps them, amounts as digits; a year without an amount is none. */
function sorted(record: object): readonly (readonly [string, string])[] {
  return Object.entries(record)
    .filter(([, value]) => value !== 0n)
    .map(([name, value]) => [name, typeof value === "string" ? textOrDash(value) : String(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
