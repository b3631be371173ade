import type { Alignment, Cell, Fill } from "exceljs";
import { plainText } from "../plain-text.ts";
import { decimalText } from "./exact-decimal.ts";

const line = { style: "thin", color: { argb: "FFBFBFBF" } } as const;
const headerFill: Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE7EEF7" } };
const totalFill: Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFF7F3E7" } };

/** Text as a cell value: what it returns is what a reader finds in the cell. */
function textValue(text: string): string {
  // A spreadsheet takes `_x0041_` for an escaped A; an escaped underscore keeps it as it is.
  return plainText(text).replace(/_x(?=[0-9A-F]{4}_)/g, "_x005F_x");
}

/** Puts fen into a cell as a number of 万元, shown with just the decimals that it has. */
export function setAmount(cell: Cell, fen: bigint): void {
  const wan = decimalText(fen, 6);
  // A cell holds a binary number; below the limit of an amount it stands for exactly one text of six decimals.
  cell.value = Number(wan);
  cell.numFmt = numberFormat("#,##0", wan);
  cell.alignment = { horizontal: "right", vertical: "middle" };
}

/** `0.5` gives `base` with one decimal. */
export function numberFormat(base: string, decimal: string): string {
  const fraction = decimal.split(".")[1] ?? "";
  return fraction ? `${base}.${"0".repeat(fraction.length)}` : base;
}

export function setText(cell: Cell, text: string, horizontal: Alignment["horizontal"] = "left"): void {
  if (text !== "") cell.value = textValue(text);
  cell.alignment = { horizontal, vertical: "middle", wrapText: true };
}

export function frame(cell: Cell, look: "header" | "total" | "plain"): void {
  cell.border = { top: line, left: line, bottom: line, right: line };
  if (look === "plain") return;
  cell.fill = look === "header" ? headerFill : totalFill;
  cell.font = { bold: true };
}
