import ExcelJS from "exceljs";
import { plainText } from "../plain-text.ts";
import { maxAmountFen } from "./cell-values.ts";
import { shifted } from "./exact-decimal.ts";
import {
  planKeys,
  planSheetName,
  projectSheetName,
  simulatedText,
  type PlanKey,
  type PlanWorkbook,
} from "./plan-workbook.ts";
import { frame, numberFormat, setAmount, setText } from "./sheet-style.ts";
import { writeProjectSheet } from "./write-project-sheet.ts";
import { readZip, writeZip } from "./zip.ts";

// A workbook has no time of its own: its dates are pinned, or two exports of one plan would differ.
const pinnedAt = new Date("2000-01-01T00:00:00Z");
const product = "明账 Mingzhang";
const ownLimits = { maxParts: 1000, maxBytes: 2 ** 30 };

const hints: Partial<Record<PlanKey, string>> = {
  slug: "小写英文字母、数字和连字符",
  ratePercent: "占上年度一般公共预算收入",
  baseFen: "万元",
};

/**
 * The plan as a workbook (.xlsx), equal bytes for an equal plan. Read again it gives the same plan, provided that the
 * text is trimmed and the rates are canonical. Throws a RangeError where an amount is negative or beyond what a cell
 * holds exactly, where a project's years do not add up to its total, or where a year lies outside the plan.
 */
export async function writePlanWorkbook(plan: PlanWorkbook): Promise<Uint8Array> {
  requireConsistent(plan);
  const workbook = new ExcelJS.Workbook();
  workbook.creator = product;
  workbook.lastModifiedBy = product;
  workbook.created = pinnedAt;
  workbook.modified = pinnedAt;
  workbook.title = plainText(plan.simulated ? `${plan.name} ${simulatedText}` : plan.name);
  writeProjectSheet(workbook.addWorksheet(projectSheetName), plan);
  writePlanSheet(workbook.addWorksheet(planSheetName), plan);
  const written = new Uint8Array(await workbook.xlsx.writeBuffer());
  const parts = readZip(written, () => true, ownLimits);
  if (typeof parts === "string") throw new Error(`the spreadsheet library wrote a zip that is ${parts}`);
  return writeZip(parts);
}

function writePlanSheet(sheet: ExcelJS.Worksheet, plan: PlanWorkbook): void {
  sheet.getColumn(1).width = 16;
  sheet.getColumn(2).width = 44;
  sheet.getColumn(3).width = 30;
  for (const [key, label] of Object.entries(planKeys) as [PlanKey, string][]) {
    if (key === "simulated" && !plan.simulated) continue;
    const row = sheet.rowCount + 1;
    const [name, value, hint] = [sheet.getCell(row, 1), sheet.getCell(row, 2), sheet.getCell(row, 3)];
    setText(name, label);
    frame(name, "header");
    writeValue(value, plan, key);
    frame(value, "plain");
    setText(hint, hints[key] ?? "");
    hint.font = { color: { argb: "FF7F7F7F" } };
  }
}

function writeValue(cell: ExcelJS.Cell, plan: PlanWorkbook, key: PlanKey): void {
  switch (key) {
    case "baseFen":
      setAmount(cell, plan.baseFen);
      break;
    case "ratePercent":
    case "growthPercent":
      setRate(cell, plan[key]);
      break;
    case "simulated":
      setText(cell, simulatedText);
      break;
    case "firstYear":
    case "lastYear":
    case "baseYear":
      cell.value = plan[key];
      break;
    default:
      setText(cell, plan[key]);
  }
  cell.alignment = { horizontal: "left", vertical: "middle", wrapText: true };
}

function setRate(cell: ExcelJS.Cell, percent: string): void {
  cell.value = Number(shifted(percent, -2));
  cell.numFmt = `${numberFormat("0", percent)}%`;
}

function requireConsistent(plan: PlanWorkbook): void {
  const { firstYear, lastYear, projects } = plan;
  const isPlanYear = (year: string): boolean => firstYear <= Number(year) && Number(year) <= lastYear;
  if (firstYear > lastYear) throw new RangeError(`the plan ends in ${lastYear} before it begins in ${firstYear}`);
  let grandTotal = 0n;
  for (const { number, totalFen, years } of projects) {
    const amounts = Object.entries(years).filter(([, fen]) => fen !== 0n);
    const lost = amounts.find(([year]) => !isPlanYear(year));
    if (lost) throw new RangeError(`project ${number} has an amount in ${lost[0]}, outside the plan`);
    if (amounts.some(([, fen]) => fen < 0n)) throw new RangeError(`project ${number} has a negative amount`);
    if (amounts.reduce((sum, [, fen]) => sum + fen, 0n) !== totalFen) {
      throw new RangeError(`the years of project ${number} do not add up to its total`);
    }
    grandTotal += totalFen;
  }
  for (const fen of [grandTotal, plan.baseFen]) {
    if (fen > maxAmountFen) throw new RangeError(`${fen} fen are more than a cell holds exactly`);
  }
}
