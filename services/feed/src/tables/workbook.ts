import { baseFor, type PlanView } from "@mingzhang/domain";
import { type PlanWorkbook, writePlanWorkbook } from "@mingzhang/open-data";
import type { DataAnswer } from "../http/data-route.ts";
import { headOf, planOf, type Question } from "../http/question.ts";
import { notFound } from "../http/trouble.ts";

/** The plan as the workbook that it can be imported from. Not there for a plan without a funding rule and a base. */
export async function workbook(question: Question): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const content = workbookOf(plan.view);
  if (!content) throw notFound();
  const { slug, simulated } = plan.view;
  return {
    body: await writePlanWorkbook(content),
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    caching: "revalidate",
    plan: headOf(plan),
    headers: { "Content-Disposition": `attachment; filename="${slug}${simulated ? "-simulated" : ""}.xlsx"` },
  };
}

function workbookOf(view: PlanView): PlanWorkbook | null {
  const { rule, bases, firstYear } = view;
  const records = Object.fromEntries(bases.map(({ year, ...amounts }) => [year, amounts]));
  const base = baseFor({ rule, bases: records }, firstYear);
  if (!rule || !base) return null;
  return {
    slug: view.slug,
    name: view.name.zh,
    donor: view.donor.zh,
    recipient: view.recipient.zh,
    firstYear,
    lastYear: view.lastYear,
    ratePercent: rule.ratePercent,
    baseFen: base.amountFen,
    baseYear: base.year,
    growthPercent: rule.growthPercent,
    ...(view.simulated ? { simulated: true as const } : {}),
    projects: view.projects.map((project) => ({
      number: project.number,
      category: project.category,
      startYear: project.startYear,
      endYear: project.endYear,
      name: project.name.zh,
      description: project.description.zh,
      totalFen: project.allocatedFen,
      years: Object.fromEntries(project.allocations.map(({ year, amountFen }) => [year, amountFen])),
      responsibleUnit: project.responsibleUnit.zh,
      code: project.code,
    })),
  };
}
