import { checkSums } from "./check-sums.ts";
import type { FaultList } from "./fault-list.ts";
import { labelText, shownText, type Grid } from "./grid.ts";
import { readHeader, type YearSpan } from "./header.ts";
import { totalLabel, type Field, type WorkbookProject } from "./plan-workbook.ts";
import {
  fieldPlace,
  readAmounts,
  readProjectRow,
  type AmountRow,
  type ProjectRow,
  type TableContext,
} from "./read-project-row.ts";

type RowKind = "note" | "total" | "unknown" | "project";

const maxRows = 500;
const totalLabels: ReadonlySet<string> = new Set([totalLabel, "总计"]);
const labelFields: readonly Field[] = ["number", "category", "name"];

/** The projects of the sheet, as far as they could be read. Adds every fault of the sheet. */
export function readProjectSheet(grid: Grid, span: YearSpan | null, faults: FaultList): WorkbookProject[] {
  const header = readHeader(grid, span, faults);
  if (!header) return [];
  const rows = grid.rows.filter((row) => row > header.lastRow);
  const sheet = { sheet: grid.name, row: 0, column: 0 };
  if (rows.length > maxRows) {
    faults.add(sheet, "contents-too-large", "", `${maxRows} rows`);
    return [];
  }
  const context: TableContext = { grid, header, span, faults };
  const projects: ProjectRow[] = [];
  let total: AmountRow | null = null;
  for (const row of rows) {
    const kind = rowKind(context, row);
    if (kind === "project") projects.push(readProjectRow(context, row));
    if (kind === "project" || kind === "total") addUnheadedCells(context, row);
    if (kind === "unknown") addRowFault(context, row);
    if (kind !== "total") continue;
    if (total) faults.add(labelPlace(context, row), "doubled-total-row", totalLabel, String(total.row));
    else total = readAmounts(context, row);
  }
  if (!total) faults.add(sheet, "missing-total-row", totalLabel);
  if (projects.length === 0) faults.add(sheet, "no-projects");
  else checkSums(context, projects, total);
  addDoubles(context, projects);
  return projects.flatMap(({ project }) => project ?? []);
}

function rowKind({ grid, header }: TableContext, row: number): RowKind {
  const labels = labelFields.map((field) => labelText(grid.at(row, header.fields.get(field) ?? 0)));
  if (labels.some((label) => totalLabels.has(label))) return "total";
  const [first = 0, ...others] = grid.columnsIn(row);
  const alone = grid.at(row, first);
  if (others.length > 0 || alone.kind !== "text") return "project";
  if (/^(备?注|说明)/.test(alone.text)) return "note";
  return first === header.fields.get("number") ? "unknown" : "project";
}

function addRowFault({ grid, header, faults }: TableContext, row: number): void {
  const column = header.fields.get("number") ?? 1;
  faults.add({ sheet: grid.name, row, column }, "unknown-row", shownText(grid.at(row, column)));
}

/** A value in a column without a heading would be lost in silence. */
function addUnheadedCells({ grid, header, faults }: TableContext, row: number): void {
  for (const column of grid.columnsIn(row)) {
    if (header.columns.has(column)) continue;
    faults.add({ sheet: grid.name, row, column }, "unknown-column", shownText(grid.at(row, column)));
  }
}

function addDoubles(context: TableContext, projects: readonly ProjectRow[]): void {
  const check = (
    field: "number" | "name" | "code",
    code: "doubled-number" | "doubled-project-name" | "doubled-code",
  ): void => {
    const rows = new Map<string, number>();
    for (const project of projects) {
      const value = project[field];
      const place = fieldPlace(context, project.row, field);
      if (value === null || !place) continue;
      const key = String(value).normalize("NFKC").replace(/\s/g, "");
      const first = rows.get(key);
      if (first === undefined) rows.set(key, project.row);
      else context.faults.add(place, code, String(value), String(first));
    }
  };
  check("number", "doubled-number");
  check("name", "doubled-project-name");
  check("code", "doubled-code");
}

function labelPlace(context: TableContext, row: number): { sheet: string; row: number; column: number } {
  const places = labelFields.flatMap((field) => fieldPlace(context, row, field) ?? []);
  const at = places.find(({ column }) => totalLabels.has(labelText(context.grid.at(row, column))));
  return at ?? { sheet: context.grid.name, row, column: 0 };
}
