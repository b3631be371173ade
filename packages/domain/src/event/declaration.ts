import { z } from "zod";
import type { Json } from "@mingzhang/transparency-log";
import type { Field } from "./fields.ts";

export type Fields = Readonly<Record<string, Field>>;
export type JsonRecord = { readonly [name: string]: Json };

/** Everything that is ever said about a kind of event: name, version, schema and audience of its fields, upcasts. */
export interface Declaration<N extends string = string, F extends Fields = Fields> {
  readonly name: N;
  readonly version: number;
  readonly fields: F;
  readonly schema: z.ZodObject<{ [K in keyof F]: F[K]["schema"] }, z.core.$strict>;
  /** The data as a command brings it: withheld fields in clear. */
  readonly clear: Declaration<N, F>["schema"];
  /** `upcasts[v]` turns the data of version v into that of version v + 1. */
  readonly upcasts: Readonly<Record<number, (data: JsonRecord) => JsonRecord>>;
}

export type DataOf<D extends Declaration> = z.output<D["schema"]>;

/** Digests cannot be added up or looked for: amounts, days, plan, project and institution stay in clear for ever. */
const neverWithheld =
  /(Fen|On|At)$|^(slug|plan|project|sector|year|step|milestone|quantity|donor|recipient|\w*[uU]nit)$/;

export function declare<const N extends string, F extends Fields>(
  name: N,
  fields: F,
  history: { version: number; upcasts: Declaration["upcasts"] } = { version: 1, upcasts: {} },
): Declaration<N, F> {
  const all = Object.entries(fields);
  const never = all.find(([key, field]) => field.audience === "withheld" && neverWithheld.test(key));
  if (never) throw new Error(`${name}: ${never[0]} can never be withheld`);
  const schemaOf = (schema: (field: Field) => z.ZodType) =>
    z.strictObject(Object.fromEntries(all.map(([key, field]) => [key, schema(field)]))) as unknown as Declaration<
      N,
      F
    >["schema"];
  const schema = schemaOf((field) => field.schema);
  const clear = schemaOf((field) => field.withheld?.clear ?? field.schema);
  for (let version = 1; version < history.version; version++) {
    if (!history.upcasts[version]) throw new Error(`${name}: no upcast from version ${version}`);
  }
  return { name, fields, schema, clear, ...history };
}

/** Data as stored, of any past version, in today's shape. Throws where it fits no version: the store is damaged. */
export function readData<D extends Declaration>(declaration: D, version: number, data: JsonRecord): DataOf<D> {
  let current = data;
  for (let from = version; from < declaration.version; from++) {
    const upcast = declaration.upcasts[from];
    if (!upcast) throw new Error(`${declaration.name}: no upcast from version ${from}`);
    current = upcast(current);
  }
  if (version > declaration.version) throw new Error(`${declaration.name}: version ${version} is newer than this code`);
  return z.decode(declaration.schema, current as z.input<D["schema"]>) as DataOf<D>;
}

/** Data as it is stored: JSON, amounts as digits. */
export function writeData<D extends Declaration>(declaration: D, data: DataOf<D>): JsonRecord {
  return z.encode(declaration.schema, data) as JsonRecord;
}

/** A withheld field of a fact: that there is something, why it is not shown, and what binds it. */
export interface WithheldField {
  readonly name: string;
  readonly basis: string;
  readonly digest: string;
}

/** The withheld fields of stored data, by name. */
export function withheldFields({ fields }: Declaration, stored: JsonRecord): readonly WithheldField[] {
  return Object.entries(fields)
    .flatMap(([name, field]) =>
      field.withheld ? [{ name, basis: field.withheld.basis, digest: String(stored[name]) }] : [],
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The stored data cut down to what the public sees: the fields that are declared public, and of the withheld ones their
 * digests (RFC 9901 4.2.4.1, sorted, so that their order tells nothing) with name and basis.
 */
export function publicData(declaration: Declaration, stored: JsonRecord): JsonRecord {
  const clear = clearData(declaration, stored);
  const withheld = withheldFields(declaration, stored);
  if (withheld.length === 0) return clear;
  return {
    ...clear,
    _sd: withheld.map(({ digest }) => digest).toSorted(),
    _sd_alg: "sha-256",
    withheld: withheld.map(({ name, basis }) => ({ name, basis })),
  };
}

/** The stored data cut down to what everybody may read. */
export function clearData(declaration: Declaration, stored: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => declaration.fields[name]?.audience === "public"));
}
