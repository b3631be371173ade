import { type ColumnSchema, csvTable, type CsvCell, type TableSchema } from "@mingzhang/open-data";
import type { Query } from "@mingzhang/portal";
import type { PlanReplay } from "@mingzhang/read-models";
import type { DataAnswer } from "../http/data-route.ts";
import { headOf, planOf, type Question } from "../http/question.ts";
import { type ColumnName, columnWords } from "./column-words.ts";

/** One column of a table with what stands in it. */
export interface TableColumn<Row> extends ColumnSchema {
  readonly cell: (row: Row) => CsvCell;
}

interface TableKind<Row> extends TableSchema {
  readonly columns: readonly TableColumn<Row>[];
  /** The rows that a question asks for, and the parameters of its address that they depend on. */
  readonly rows: (question: Question, plan: PlanReplay) => Promise<{ rows: readonly Row[]; query?: Query }>;
}

/** A table of a plan that is published as CSV: what it says of itself, and how it answers. */
export interface PublishedTable {
  readonly schema: TableSchema;
  answer(question: Question): Promise<DataAnswer>;
}

/** The table as CSV. Its file says in its name, too, where the data is simulated. */
export function publishedTable<Row>({ rows: read, columns, ...about }: TableKind<Row>): PublishedTable {
  return {
    schema: { ...about, columns },
    async answer(question) {
      const plan = await planOf(question, question.param("slug"));
      const { rows, query = {} } = await read(question, plan);
      const { slug, simulated } = plan.view;
      const file = [slug, about.name, ...(simulated ? ["simulated"] : [])].join("-");
      return {
        body: csvTable({ columns, rows: rows.map((row) => columns.map(({ cell }) => cell(row))) }),
        type: "text/csv; charset=utf-8; header=present",
        caching: "revalidate",
        plan: headOf(plan),
        query,
        links: [describedBy(question)],
        headers: { "Content-Disposition": `attachment; filename="${file}.csv"` },
      };
    },
  };
}

/** The metadata of a table lies beside it, and takes the same parameters: it names the table as it was asked for. */
function describedBy({ publicUrl, path, search }: Question): string {
  return `<${publicUrl}${path}-metadata.json${search}>; rel="describedby"; type="application/csvm+json"`;
}

export function textColumn<Row>(name: ColumnName, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "text", about: columnWords[name], cell };
}

export function amountColumn<Row>(name: ColumnName, cell: (row: Row) => bigint | null): TableColumn<Row> {
  return { name, kind: "amount", about: columnWords[name], cell };
}

/** A plain decimal that is no amount of money. */
export function decimalColumn<Row>(name: ColumnName, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "amount", about: columnWords[name], cell };
}

export function integerColumn<Row>(name: ColumnName, cell: (row: Row) => bigint | number | null): TableColumn<Row> {
  return { name, kind: "integer", about: columnWords[name], cell };
}

export function dayColumn<Row>(name: ColumnName, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "day", about: columnWords[name], cell };
}

export function instantColumn<Row>(name: ColumnName, cell: (row: Row) => string | null): TableColumn<Row> {
  return { name, kind: "instant", about: columnWords[name], cell };
}

/** `true` or `false` in words, as spreadsheets and programs both read it. */
export function simulatedColumn<Row>(cell: (row: Row) => boolean): TableColumn<Row> {
  return required({
    name: "simulated",
    kind: "boolean",
    about: columnWords.simulated,
    cell: (row) => String(cell(row)),
  });
}

export function currencyColumn<Row>(): TableColumn<Row> {
  return required({ name: "currency", kind: "text", about: columnWords.currency, cell: () => "CNY" });
}

/** A column that is never empty. */
export function required<Row>(column: TableColumn<Row>): TableColumn<Row> {
  return { ...column, required: true };
}
