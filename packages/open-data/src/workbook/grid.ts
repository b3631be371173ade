import type ExcelJS from "exceljs";
import { numberText } from "./exact-decimal.ts";
import { plainText } from "../plain-text.ts";

/** What stands in a cell: `other` is a date, a truth value or an error, `uncomputed` a formula without a result. */
export type Content =
  | { readonly kind: "blank" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number; readonly isPercent: boolean }
  | { readonly kind: "other"; readonly text: string }
  | { readonly kind: "uncomputed"; readonly text: string };

/** A sheet as plain cells, counted from 1. A merged area has its content in its first cell; the others are blank. */
export interface Grid {
  readonly name: string;
  /** The rows with a filled cell, ascending. */
  readonly rows: readonly number[];
  /** The columns with a filled cell in a row, ascending. */
  columnsIn(row: number): readonly number[];
  at(row: number, column: number): Content;
  /** As `at`, but a cell below the first of a merged area holds what the first one holds. */
  atMergedDown(row: number, column: number): Content;
}

const blank: Content = { kind: "blank" };

/** The sheet as a grid of its filled cells: one far cell costs no more than a near one. */
export function gridOf(sheet: ExcelJS.Worksheet): Grid {
  const rows = new Map<number, Map<number, Content>>();
  const firstRows = new Map<string, number>();
  sheet.eachRow((row, rowNumber) => {
    const cells = new Map<number, Content>();
    row.eachCell((cell, column) => {
      if (cell.isMerged && cell.master !== cell) {
        firstRows.set(`${rowNumber}:${column}`, cell.master.fullAddress.row);
        return;
      }
      const content = contentOf(cell);
      if (content.kind !== "blank") cells.set(column, content);
    });
    if (cells.size > 0) rows.set(rowNumber, cells);
  });
  const at = (row: number, column: number): Content => rows.get(row)?.get(column) ?? blank;
  return {
    name: sheet.name,
    rows: [...rows.keys()],
    columnsIn: (row) => [...(rows.get(row)?.keys() ?? [])],
    at,
    atMergedDown: (row, column) => at(firstRows.get(`${row}:${column}`) ?? row, column),
  };
}

/** What a person sees in the cell, as near as can be told. */
export function shownText(content: Content): string {
  if (content.kind === "blank") return "";
  return content.kind === "number" ? (numberText(content.number) ?? String(content.number)) : content.text;
}

/** Text for comparing headings, keys and labels: no white space, full-width forms as half-width ones. */
export function labelText(content: Content): string {
  return shownText(content).normalize("NFKC").replace(/\s/g, "");
}

function contentOf(cell: ExcelJS.Cell): Content {
  const isPercent = cell.numFmt?.includes("%") ?? false;
  return contentOfValue(cell.value, isPercent);
}

function contentOfValue(value: ExcelJS.CellValue, isPercent: boolean): Content {
  if (value === null || value === undefined) return blank;
  if (typeof value === "number") return { kind: "number", number: value, isPercent };
  if (typeof value === "string") return textContent(value);
  if (typeof value === "boolean") return { kind: "other", text: value ? "TRUE" : "FALSE" };
  if (value instanceof Date) return { kind: "other", text: dateText(value) };
  if ("richText" in value) return textContent(value.richText.map((run) => run.text).join(""));
  if ("error" in value) return { kind: "other", text: value.error };
  if ("formula" in value || "sharedFormula" in value) {
    const formula = "sharedFormula" in value ? value.sharedFormula : value.formula;
    if (value.result === undefined) return { kind: "uncomputed", text: `=${formula}` };
    return contentOfValue(value.result, isPercent);
  }
  return textContent(value.text);
}

function textContent(text: string): Content {
  const trimmed = plainText(text).trim();
  return trimmed === "" ? blank : { kind: "text", text: trimmed };
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? "#DATE" : date.toISOString().slice(0, 10);
}
