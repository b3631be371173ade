import { markedTitle, simulatedNote } from "../publication/publication.ts";
import { type ColumnSchema, dataLicense, type TablesAbout, type TableSchema, writtenSo } from "./table-schema.ts";

const types = {
  text: { type: "string" },
  amount: { type: "number" },
  integer: { type: "integer" },
  day: { type: "date" },
  // The default format of a datetime takes no fractions of a second.
  instant: { type: "datetime", format: "any" },
  boolean: { type: "boolean" },
} as const;

/**
 * The descriptor of a Frictionless tabular data package: types, keys, references, sources, licence.
 * `path` is where each table lies, relative to the descriptor or absolute. Source: Data Package v1.
 */
export function tabularDataPackage(
  about: TablesAbout,
  tables: readonly { readonly table: TableSchema; readonly path: string }[],
): string {
  const { slug, planName, document, simulated, publicUrl, publisher, asOf, knownAt, stateHash } = about;
  const title = markedTitle(planName, simulated);
  const note = simulated ? `${simulatedNote.zh} ${simulatedNote.en ?? ""}\n` : "";
  const descriptor = {
    profile: "tabular-data-package",
    name: slug,
    id: `${publicUrl}/plans/${slug}`,
    title: title.en === null ? title.zh : `${title.zh} / ${title.en}`,
    description: `${note}${writtenSo.zh}\n${writtenSo.en}`,
    homepage: `${publicUrl}/plans/${slug}`,
    created: knownAt,
    licenses: [dataLicense],
    sources: [
      { title: document, path: `${publicUrl}/plans/${slug}` },
      { title: "公开记录 / the public record", path: `${publicUrl}/log/0.ndjson` },
    ],
    contributors: [{ title: publisher, path: publicUrl, role: "publisher" }],
    simulated,
    mingzhang: { asOf, knownAt, stateHash },
    resources: tables.map(({ table, path }) => resource(table, path, tables)),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function resource(table: TableSchema, path: string, tables: readonly { readonly table: TableSchema }[]) {
  return {
    profile: "tabular-data-resource",
    name: table.name,
    path,
    title: `${table.title.zh} / ${table.title.en ?? table.name}`,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    dialect: { delimiter: ",", lineTerminator: "\r\n", doubleQuote: true, header: true },
    schema: {
      fields: table.columns.map(field),
      missingValues: [""],
      primaryKey: [...table.primaryKey],
      ...(table.references.length === 0
        ? {}
        : { foreignKeys: table.references.map((reference) => foreignKey(reference, table, tables)) }),
    },
  };
}

function field({ name, kind, about, required = false }: ColumnSchema) {
  const title = about.en === null ? about.zh : `${about.zh} / ${about.en}`;
  return { name, ...types[kind], title, constraints: { required } };
}

function foreignKey(
  { column, table: to }: TableSchema["references"][number],
  { name }: TableSchema,
  tables: readonly { readonly table: TableSchema }[],
) {
  const [key, ...more] = tables.find(({ table }) => table.name === to)?.table.primaryKey ?? [];
  if (key === undefined || more.length > 0) throw new TypeError(`${to} has no key of one column to refer to`);
  // A reference to the own table has no name of a resource.
  return { fields: column, reference: { resource: to === name ? "" : to, fields: key } };
}
