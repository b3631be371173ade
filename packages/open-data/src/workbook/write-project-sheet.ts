import type { Worksheet } from "exceljs";
import {
  headings,
  simulatedText,
  totalLabel,
  type Field,
  type PlanWorkbook,
  type WorkbookProject,
} from "./plan-workbook.ts";
import { frame, setAmount, setText } from "./sheet-style.ts";

type Column = { readonly field: Field; readonly year?: never } | { readonly year: number; readonly field?: never };

const widths: Record<Field, number> = {
  number: 6,
  category: 16,
  startYear: 10,
  endYear: 10,
  name: 30,
  description: 48,
  totalFen: 13,
  responsibleUnit: 22,
  code: 20,
};
const yearWidth = 12;
const labelColumns = 6;
const centred: ReadonlySet<Field> = new Set(["number", "category", "startYear", "endYear"]);

/** Header, total row and projects in the order of the plan's annex; neighbours of one category share a merged cell. */
export function writeProjectSheet(sheet: Worksheet, plan: PlanWorkbook): void {
  const columns = columnsOf(plan);
  sheet.views = [{ state: "frozen", ySplit: 1 }];
  setPrint(sheet);
  for (const [index, column] of columns.entries()) {
    sheet.getColumn(index + 1).width = column.field ? widths[column.field] : yearWidth;
    const cell = sheet.getCell(1, index + 1);
    setText(cell, column.field ? headings[column.field] : `${column.year}年`, "center");
    frame(cell, "header");
  }
  writeTotalRow(sheet, columns, plan.projects);
  for (const [index, project] of plan.projects.entries()) writeProject(sheet, columns, { project, row: index + 3 });
  mergeCategories(sheet, plan.projects);
  if (plan.simulated) writeNote(sheet, plan.projects.length + 3, columns.length);
}

function columnsOf({ firstYear, lastYear, projects }: PlanWorkbook): Column[] {
  const before: Field[] = ["number", "category", "startYear", "endYear", "name", "description", "totalFen"];
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => ({ year: firstYear + index }));
  const after: Field[] = ["responsibleUnit"];
  if (projects.some(({ code }) => code !== undefined)) after.push("code");
  return [...before.map((field) => ({ field })), ...years, ...after.map((field) => ({ field }))];
}

function writeTotalRow(sheet: Worksheet, columns: readonly Column[], projects: readonly WorkbookProject[]): void {
  const row = 2;
  for (const [index, column] of columns.entries()) {
    const cell = sheet.getCell(row, index + 1);
    const amounts = projects.map((project) => amountIn(project, column) ?? 0n);
    if (isAmount(column))
      setAmount(
        cell,
        amounts.reduce((sum, fen) => sum + fen, 0n),
      );
    frame(cell, "total");
  }
  setText(sheet.getCell(row, 1), totalLabel, "center");
  sheet.mergeCells(row, 1, row, labelColumns);
}

function writeProject(
  sheet: Worksheet,
  columns: readonly Column[],
  { project, row }: { project: WorkbookProject; row: number },
): void {
  for (const [index, column] of columns.entries()) {
    const cell = sheet.getCell(row, index + 1);
    frame(cell, "plain");
    if (isAmount(column)) {
      const fen = amountIn(project, column);
      // A year without an amount is blank as in the annex: zero and blank say the same.
      if (fen || column.field) setAmount(cell, fen ?? 0n);
      continue;
    }
    const value = column.field && column.field !== "totalFen" ? (project[column.field] ?? "") : "";
    setText(cell, String(value), column.field && centred.has(column.field) ? "center" : "left");
    if (typeof value === "number") cell.value = value;
  }
}

function mergeCategories(sheet: Worksheet, projects: readonly WorkbookProject[]): void {
  let start = 0;
  for (let index = 1; index <= projects.length; index++) {
    if (projects[index]?.category === projects[start]?.category) continue;
    if (index - start > 1) sheet.mergeCells(start + 3, 2, index + 2, 2);
    start = index;
  }
}

function writeNote(sheet: Worksheet, row: number, columns: number): void {
  const cell = sheet.getCell(row, 1);
  setText(cell, `注：${simulatedText}`);
  cell.font = { bold: true, color: { argb: "FFC00000" } };
  sheet.mergeCells(row, 1, row, columns);
}

function isAmount(column: Column): boolean {
  return column.year !== undefined || column.field === "totalFen";
}

function amountIn(project: WorkbookProject, column: Column): bigint | undefined {
  return column.year === undefined ? project.totalFen : project.years[column.year];
}

function setPrint(sheet: Worksheet): void {
  const a4 = 9;
  const page = { orientation: "landscape", paperSize: a4, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
  Object.assign(sheet.pageSetup, page, { printTitlesRow: "1:1" });
}
