import type { CsvColumn } from "../csv/csv-table.ts";
import type { OpenText } from "../publication/publication.ts";

/** A column of a published table with what it says. */
export interface ColumnSchema extends CsvColumn {
  readonly about: OpenText;
  /** Never empty. */
  readonly required?: boolean;
}

/** What programs have to know of a published table, whatever is in it. */
export interface TableSchema {
  readonly name: string;
  readonly title: OpenText;
  readonly columns: readonly ColumnSchema[];
  readonly primaryKey: readonly string[];
  /** Columns whose values are those of the primary key, one column, of another table. */
  readonly references: readonly { readonly column: string; readonly table: string }[];
}

/** Of what the tables are, and where they come from. */
export interface TablesAbout {
  readonly slug: string;
  readonly planName: OpenText;
  readonly document: string;
  readonly simulated: boolean;
  readonly publicUrl: string;
  readonly publisher: string;
  readonly asOf: string;
  /** Instant of the last record that is known. */
  readonly knownAt: string;
  readonly stateHash: string;
}

/** The licence that published data is under: facts of public spending, free of any condition. */
export const dataLicense = {
  name: "CC0-1.0",
  path: "https://creativecommons.org/publicdomain/zero/1.0/",
  title: "CC0 1.0 Universal",
} as const;

/** How every table is written, for readers of the metadata: what `csvTable` does. */
export const writtenSo: OpenText = {
  zh: "UTF-8（带 BOM），CRLF 换行。会被电子表格当作公式的文本前面加了撇号（'），金额列不加。金额单位为元，币种在 currency 列。",
  en:
    "UTF-8 with a byte order mark, CRLF line ends. Text that a spreadsheet would run as a formula has an " +
    "apostrophe in front; amounts never have. Amounts are in yuan, their currency in its own column.",
};
