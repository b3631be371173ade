import { stringify } from "csv-stringify/sync";
import { requireDay, requireInstant } from "../instants.ts";
import { fenToYuan } from "./fen-to-yuan.ts";

/** An amount is a bigint of fen, written in 元, or a decimal text passed on as it stands; null leaves the cell empty. */
export type CsvCell = string | bigint | number | null;

export interface CsvColumn {
  readonly name: string;
  readonly kind: "text" | "amount" | "integer" | "day" | "instant" | "boolean";
}

export interface CsvTable {
  readonly columns: readonly CsvColumn[];
  /** Each row as long as `columns`, in their order. */
  readonly rows: readonly (readonly CsvCell[])[];
  /** Lines above the header, one cell each: `模拟数据` where the data is simulated. */
  readonly preamble?: readonly string[];
}

const byteOrderMark = "\ufeff";
// Spreadsheets run a text that begins so as a formula; the full-width forms too, in a Chinese or Japanese locale.
// Apostrophes that stand before one already get another, so that the escape can be undone without doubt.
const formulaStart = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * The table as CSV: a byte order mark, CRLF line ends, a header row. Text that a spreadsheet would run as a formula
 * gets an apostrophe in front; amounts, integers and dates never do. Equal input gives equal bytes.
 * Source: RFC 4180. Throws a TypeError on a cell that is not what its column says.
 */
export function csvTable({ columns, rows, preamble = [] }: CsvTable): string {
  const head = [...preamble.map((line) => [safeText(line)]), columns.map((column) => safeText(column.name))];
  const body = rows.map((row, index) => {
    if (row.length !== columns.length) throw new TypeError(`row ${index} has ${row.length} of ${columns.length} cells`);
    return columns.map((column, at) => cellText(column, row[at] ?? null));
  });
  const lines = stringify([...head, ...body], {
    record_delimiter: "\r\n",
    // A record of one empty cell would be an empty line, which readers skip.
    quoted_empty: columns.length === 1,
  });
  return byteOrderMark + lines;
}

function cellText(column: CsvColumn, cell: CsvCell): string {
  if (cell === null) return "";
  const text = convert(column.kind, cell);
  if (text === null) throw new TypeError(`column ${column.name} cannot hold ${typeof cell} ${cell}`);
  return text;
}

function convert(kind: CsvColumn["kind"], cell: string | bigint | number): string | null {
  switch (kind) {
    case "text":
      return typeof cell === "string" ? safeText(cell) : null;
    case "amount":
      if (typeof cell === "bigint") return fenToYuan(cell);
      return typeof cell === "string" && /^-?\d+(\.\d+)?$/.test(cell) ? cell : null;
    case "integer":
      return typeof cell === "bigint" || Number.isSafeInteger(cell) ? String(cell) : null;
    case "day":
      return typeof cell === "string" ? requireDay(cell) : null;
    case "boolean":
      return cell === "true" || cell === "false" ? cell : null;
    case "instant":
      return typeof cell === "string" ? requireInstant(cell) : null;
  }
}

function safeText(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return formulaStart.test(wellFormed) ? `'${wellFormed}` : wellFormed;
}
