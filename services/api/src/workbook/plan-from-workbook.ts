import { type JsonRecord, type PlanDocument, readPlanDocument, type Refusal } from "@mingzhang/domain";
import type { PlanWorkbook, WorkbookProject } from "@mingzhang/open-data";
import { sectorOfCategory } from "./sector-of-category.ts";
import { textOrDash } from "./workbook-text.ts";

export type PlanFromWorkbook =
  | { readonly ok: true; readonly plan: PlanDocument }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * A plan document out of a plan workbook. What the workbook has no place for (quantities, funding sources, carried-over
 * projects, English names) is empty. `document` names what the plan was taken from. Refused, every fault at once, where
 * the workbook holds what the domain does not take, for instance a negative growth.
 */
export function planFromWorkbook(workbook: PlanWorkbook, { document }: { document: string }): PlanFromWorkbook {
  const { slug, name, donor, recipient, firstYear, lastYear, ratePercent, growthPercent } = workbook;
  const sectors = new Map(workbook.projects.map(({ category }) => [category, sectorOfCategory(category)]));
  const byCode = new Map([...sectors.values()].map((sector) => [sector.sector, sector]));
  const raw = {
    adopted: {
      slug,
      name: local(name),
      donor: local(donor),
      recipient: local(recipient),
      firstYear,
      lastYear,
      document,
      dateAssumed: false,
    },
    rule: { ratePercent, growthPercent },
    bases: [{ year: workbook.baseYear, amountFen: `${workbook.baseFen}`, document }],
    earlierPlan: null,
    sectors: [...byCode.values()].map(({ sector, name: title }) => ({
      sector,
      name: { zh: textOrDash(title.zh), en: title.en },
    })),
    projects: workbook.projects.map((project) => rawProject(project, sectors.get(project.category)?.sector ?? "")),
    allocations: workbook.projects.flatMap((project) =>
      Object.entries(project.years).map(([year, amount]) => ({
        project: codeOf(project),
        year: Number(year),
        amountFen: `${amount}`,
      })),
    ),
  };
  return readPlanDocument(raw satisfies JsonRecord);
}

/** The project's own code, or one that its row number gives. */
export function codeOf({ code, number }: Pick<WorkbookProject, "code" | "number">): string {
  return code ?? `p-${number}`;
}

function rawProject(project: WorkbookProject, sector: string) {
  const { number, category, name, description, responsibleUnit, startYear, endYear } = project;
  return {
    project: codeOf(project),
    number,
    sector,
    name: local(name),
    category: textOrDash(category),
    description: local(description),
    responsibleUnit: local(responsibleUnit),
    startYear,
    endYear,
    carriedOver: false,
    totalInvestmentFen: null,
    quantities: [],
    fundingSources: [],
  };
}

function local(text: string): { zh: string; en: null } {
  return { zh: textOrDash(text), en: null };
}
