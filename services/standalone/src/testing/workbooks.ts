import { readFile, writeFile } from "node:fs/promises";
import ExcelJS from "exceljs";

type Sheet = ExcelJS.Worksheet;

/** Changes a workbook file as a person with a spreadsheet program would. */
export async function edited(from: string, to: string, change: (find: Find) => void): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(from)).buffer as ArrayBuffer);
  change(finder(book));
  await writeFile(to, new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer));
}

export interface Find {
  /** The cell in the row of a project and under a heading. */
  cell(project: string, heading: string): ExcelJS.Cell;
  /** The cell beside a key of the plan sheet. */
  value(key: string): ExcelJS.Cell;
}

function finder(book: ExcelJS.Workbook): Find {
  const projects = sheet(book, "项目表");
  const plan = sheet(book, "规划");
  return {
    cell: (project, heading) =>
      projects.getCell(Number(holding(projects, project).row), Number(holding(projects, heading).col)),
    value: (key) => plan.getCell(Number(holding(plan, key).row), 2),
  };
}

function sheet(book: ExcelJS.Workbook, name: string): Sheet {
  const found = book.getWorksheet(name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
}

function holding(of: Sheet, text: string): ExcelJS.Cell {
  let found: ExcelJS.Cell | undefined;
  of.eachRow((row) => row.eachCell((cell) => (found ??= cell.text.trim() === text ? cell : undefined)));
  if (!found) throw new Error(`no cell of ${of.name} holds ${text}`);
  return found;
}
