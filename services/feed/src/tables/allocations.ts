import type { PlanView, ProjectView } from "@mingzhang/domain";
import {
  amountColumn,
  currencyColumn,
  integerColumn,
  publishedTable,
  required,
  simulatedColumn,
  textColumn,
} from "./table.ts";

interface Row {
  readonly project: ProjectView;
  readonly sector: { readonly zh: string; readonly en: string | null } | null;
  readonly year: number;
  readonly amountFen: bigint;
  readonly simulated: boolean;
}

/** What each project is allocated in each year of the plan: they add up to its total. */
export const allocationsTable = publishedTable<Row>({
  name: "allocations",
  title: { zh: "年度投资安排", en: "Allocations by project and year" },
  primaryKey: ["project", "year"],
  references: [{ column: "project", table: "projects" }],
  columns: [
    required(textColumn("project", ({ project }) => project.code)),
    textColumn("project_name_zh", ({ project }) => project.name.zh),
    textColumn("project_name_en", ({ project }) => project.name.en),
    textColumn("sector", ({ project }) => project.sector),
    textColumn("sector_name_zh", ({ sector }) => sector?.zh ?? null),
    textColumn("sector_name_en", ({ sector }) => sector?.en ?? null),
    textColumn("responsible_unit_zh", ({ project }) => project.responsibleUnit.zh),
    required(integerColumn("year", ({ year }) => year)),
    required(amountColumn("amount", ({ amountFen }) => amountFen)),
    currencyColumn(),
    simulatedColumn(({ simulated }) => simulated),
  ],
  rows: (_, { view }) => Promise.resolve({ rows: rowsOf(view) }),
});

function rowsOf({ projects, sectors, simulated }: PlanView): readonly Row[] {
  return projects.flatMap((project) =>
    project.allocations.map((allocation) => ({
      project,
      sector: sectors.find(({ code }) => code === project.sector)?.name ?? null,
      simulated,
      ...allocation,
    })),
  );
}
