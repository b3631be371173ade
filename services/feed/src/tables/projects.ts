import type { ProjectView } from "@mingzhang/domain";
import {
  amountColumn,
  currencyColumn,
  decimalColumn,
  integerColumn,
  publishedTable,
  required,
  simulatedColumn,
  textColumn,
} from "./table.ts";

interface Row {
  readonly project: ProjectView;
  readonly simulated: boolean;
}

/** Each project with where its money and its work stand: what the other tables refer to. */
export const projectsTable = publishedTable<Row>({
  name: "projects",
  title: { zh: "项目", en: "Projects" },
  primaryKey: ["project"],
  references: [],
  columns: [
    required(textColumn("project", ({ project }) => project.code)),
    required(integerColumn("project_number", ({ project }) => project.number)),
    required(textColumn("project_name_zh", ({ project }) => project.name.zh)),
    textColumn("project_name_en", ({ project }) => project.name.en),
    required(textColumn("sector", ({ project }) => project.sector)),
    required(textColumn("responsible_unit_zh", ({ project }) => project.responsibleUnit.zh)),
    required(integerColumn("start_year", ({ project }) => project.startYear)),
    required(integerColumn("end_year", ({ project }) => project.endYear)),
    required(textColumn("status", ({ project }) => project.status)),
    required(amountColumn("allocated_amount", ({ project }) => project.allocatedFen)),
    required(amountColumn("released_amount", ({ project }) => project.releasedFen)),
    required(amountColumn("paid_amount", ({ project }) => project.paidFen)),
    currencyColumn(),
    decimalColumn("progress_percent", ({ project }) => project.progressPercent),
    simulatedColumn(({ simulated }) => simulated),
  ],
  rows: (_, { view: { projects, simulated } }) =>
    Promise.resolve({ rows: projects.map((project) => ({ project, simulated })) }),
});
