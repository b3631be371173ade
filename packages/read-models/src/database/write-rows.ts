import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Sends } from "./sends.ts";

/** What a column may hold; arrays are of texts, records are JSON. */
type Cell = string | bigint | number | boolean | null | readonly string[] | object;

/** Columns of a table with their types, in the order in which rows are written. */
export type Columns<Row> = { readonly [Name in keyof Row]: string };

/** From here on the text of COPY is cheaper than arrays, and below it the dialogue that COPY needs is dearer. */
const copyFromRows = 100;
const copyChunkBytes = 65_536;

/** Writes rows in one statement, within the transaction that the connection is in. */
export function writeRows<Row extends object>(
  { client, sends }: { readonly client: pg.Client; readonly sends: Sends },
  { table, columns }: { table: string; columns: Columns<Row> },
  rows: readonly Row[],
): void {
  if (rows.length === 0) return;
  const names = Object.keys(columns) as (keyof Row & string)[];
  // COPY is a dialogue, for which a connection that pipelines has no room.
  if (rows.length >= copyFromRows && !client.pipeline) sends.defer(copying(client, { table, names }, rows));
  else insertRows(sends, { table, columns, names }, rows);
}

function insertRows<Row extends object>(
  sends: Sends,
  { table, columns, names }: { table: string; columns: Columns<Row>; names: readonly (keyof Row & string)[] },
  rows: readonly Row[],
): void {
  const listed = names.join(", ");
  const [row] = rows;
  // One record at a time is what a county sends: neither end has to put arrays together and take them apart.
  if (row && rows.length === 1) {
    const given = names.map((_, index) => `$${index + 1}`).join(", ");
    const text = `insert into ${table} (${listed}) values (${given})`;
    sends.part(table, { name: `write one ${table}`, text, values: names.map((name) => textOf(row[name] as Cell)) });
    return;
  }
  const values = names.map((name) => rows.map((one) => textOf(one[name] as Cell)));
  const given = names.map((_, index) => `$${index + 1}::text[]`).join(", ");
  const cast = names.map((name) => `${name}::${columns[name]}`).join(", ");
  sends.send({
    name: `write ${table}`,
    text: `insert into ${table} (${listed}) select ${cast} from unnest(${given}) as given (${listed})`,
    values,
  });
}

/** The server takes in one part of the rows while the next is put together. */
function copying<Row extends object>(
  client: pg.Client,
  { table, names }: { table: string; names: readonly (keyof Row & string)[] },
  rows: readonly Row[],
): () => Promise<void> {
  return () =>
    pipeline(
      Readable.from(copyTexts(rows, names), { objectMode: false, highWaterMark: copyChunkBytes }),
      client.query(copyFrom(`copy ${table} (${names.join(", ")}) from stdin`)),
    );
}

function* copyTexts<Row extends object>(
  rows: readonly Row[],
  names: readonly (keyof Row & string)[],
): Generator<Buffer, void> {
  let text = "";
  for (const row of rows) {
    let between = "";
    for (const name of names) {
      text += between + copyText(row[name] as Cell);
      between = "\t";
    }
    text += "\n";
    if (text.length < copyChunkBytes) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

/** The value as PostgreSQL reads it from text. */
function textOf(value: Cell): string | null {
  if (value === null || typeof value === "string") return value;
  if (Array.isArray(value)) return `{${value.map((one) => `"${String(one).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const special = /[\\\t\n\r]/;
const marks: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function copyText(value: Cell): string {
  if (value === null) return "\\N";
  // Only text, and what is made of it, can hold what has to be marked.
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : (textOf(value) ?? "");
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (mark) => marks[mark] ?? mark) : text;
}
