import { markedTitle, type OpenText } from "../publication/publication.ts";
import { type ColumnSchema, dataLicense, type TablesAbout, type TableSchema, writtenSo } from "./table-schema.ts";

const datatypes = {
  text: "string",
  amount: "decimal",
  integer: "integer",
  day: "date",
  instant: "dateTimeStamp",
  boolean: "boolean",
} as const;

const context = ["http://www.w3.org/ns/csvw", { "@language": "zh" }] as const;

/**
 * CSVW metadata of one table. `url` is the address of the table as it was asked for, so that a reader who came by its
 * `Link` header finds it there. Source: Metadata Vocabulary for Tabular Data, Model for Tabular Data section 5.2.
 */
export function csvwTable(about: TablesAbout, { table, url }: { table: TableSchema; url: string }): string {
  return json({ "@context": context, ...common(about), ...tableObject(table, url) });
}

/** CSVW metadata of all tables of a plan, with the references between them. */
export function csvwGroup(
  about: TablesAbout,
  tables: readonly { readonly table: TableSchema; readonly url: string }[],
): string {
  const urls = new Map(tables.map(({ table, url }) => [table.name, url]));
  const objects = tables.map(({ table, url }) => {
    const object = tableObject(table, url);
    const foreignKeys = table.references.map(({ column, table: to }) => ({
      columnReference: column,
      reference: { resource: urls.get(to), columnReference: keyOf(tables, to) },
    }));
    return { ...object, tableSchema: { ...object.tableSchema, foreignKeys } };
  });
  return json({ "@context": context, ...common(about), tables: objects });
}

function keyOf(tables: readonly { readonly table: TableSchema }[], name: string): string {
  const [key, ...more] = tables.find(({ table }) => table.name === name)?.table.primaryKey ?? [];
  if (key === undefined || more.length > 0) throw new TypeError(`${name} has no key of one column to refer to`);
  return key;
}

function common({ publisher, publicUrl, document, knownAt, ...about }: TablesAbout) {
  return {
    "dc:publisher": { "schema:name": publisher, "schema:url": { "@id": publicUrl } },
    "dc:license": { "@id": dataLicense.path },
    "dc:source": document,
    "dc:modified": { "@value": knownAt, "@type": "xsd:dateTime" },
    "dc:description": texts(writtenSo),
    "dc:isPartOf": texts(markedTitle(about.planName, about.simulated)),
  };
}

function tableObject(table: TableSchema, url: string) {
  return {
    url,
    "dc:title": texts(table.title),
    dialect: { encoding: "utf-8", header: true, delimiter: ",", lineTerminators: ["\r\n"], doubleQuote: true },
    tableSchema: { columns: table.columns.map(columnObject), primaryKey: [...table.primaryKey] },
  };
}

/** The title is the header cell itself: a reader checks the one against the other. */
function columnObject({ name, kind, about, required = false }: ColumnSchema) {
  return { name, titles: name, datatype: datatypes[kind], required, "dc:description": texts(about) };
}

function texts({ zh, en }: OpenText) {
  const tagged = (value: string, language: string) => ({ "@value": value, "@language": language });
  return [tagged(zh, "zh"), ...(en === null ? [] : [tagged(en, "en")])];
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
