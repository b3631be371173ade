import type { ProjectView } from "@mingzhang/domain";
import type { DataAnswer } from "../http/data-route.ts";
import { planOf, type Question } from "../http/question.ts";
import {
  amountColumn,
  currencyColumn,
  integerColumn,
  simulatedColumn,
  tableAnswer,
  type TableColumn,
  textColumn,
} from "./table.ts";

interface Row {
  readonly project: ProjectView;
  readonly sector: { readonly zh: string; readonly en: string | null } | null;
  readonly year: number;
  readonly amountFen: bigint;
}

/** What each project is allocated in each year of the plan: they add up to its total. */
export async function allocationsTable(question: Question): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const { view } = plan;
  const rows = view.projects.flatMap((project) =>
    project.allocations.map((allocation): Row => ({
      project,
      sector: view.sectors.find(({ code }) => code === project.sector)?.name ?? null,
      ...allocation,
    })),
  );
  const columns: readonly TableColumn<Row>[] = [
    textColumn("project", ({ project }) => project.code),
    textColumn("project_name_zh", ({ project }) => project.name.zh),
    textColumn("project_name_en", ({ project }) => project.name.en),
    textColumn("sector", ({ project }) => project.sector),
    textColumn("sector_name_zh", ({ sector }) => sector?.zh ?? null),
    textColumn("sector_name_en", ({ sector }) => sector?.en ?? null),
    textColumn("responsible_unit_zh", ({ project }) => project.responsibleUnit.zh),
    integerColumn("year", ({ year }) => year),
    amountColumn("amount", ({ amountFen }) => amountFen),
    currencyColumn(),
    simulatedColumn(() => view.simulated),
  ];
  return tableAnswer({ name: "allocations", plan, columns, rows });
}
