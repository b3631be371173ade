import { csvTable, type CsvCell, type CsvColumn } from "@mingzhang/open-data";
import type { PlanReplay } from "@mingzhang/read-models";
import type { Query } from "@mingzhang/portal";
import type { DataAnswer } from "../http/data-route.ts";
import { headOf } from "../http/question.ts";

/** One column of a table with what stands in it. */
export interface TableColumn<Row> extends CsvColumn {
  readonly cell: (row: Row) => CsvCell;
}

export interface Table<Row> {
  readonly name: string;
  readonly plan: PlanReplay;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly query?: Query;
}

/** The table as CSV. Its file says in its name, too, where the data is simulated. */
export function tableAnswer<Row>({ name, plan, columns, rows, query = {} }: Table<Row>): DataAnswer {
  const { slug, simulated } = plan.view;
  const file = [slug, name, ...(simulated ? ["simulated"] : [])].join("-");
  return {
    body: csvTable({ columns, rows: rows.map((row) => columns.map(({ cell }) => cell(row))) }),
    type: "text/csv; charset=utf-8; header=present",
    caching: "revalidate",
    plan: headOf(plan),
    query,
    headers: { "Content-Disposition": `attachment; filename="${file}.csv"` },
  };
}

export function textColumn<Row>(name: string, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "text", cell };
}

export function amountColumn<Row>(name: string, cell: (row: Row) => bigint | null): TableColumn<Row> {
  return { name, kind: "amount", cell };
}

export function integerColumn<Row>(name: string, cell: (row: Row) => bigint | number | null): TableColumn<Row> {
  return { name, kind: "integer", cell };
}

export function dayColumn<Row>(name: string, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "day", cell };
}

export function instantColumn<Row>(name: string, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "instant", cell };
}

/** `true` or `false` in words, as spreadsheets and programs both read it. */
export function simulatedColumn<Row>(cell: (row: Row) => boolean): TableColumn<Row> {
  return { name: "simulated", kind: "text", cell: (row) => String(cell(row)) };
}

export function currencyColumn<Row>(): TableColumn<Row> {
  return { name: "currency", kind: "text", cell: () => "CNY" };
}
