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
  /** `upcasts[v]` turns the data of version v into that of version v + 1. */
  readonly upcasts: Readonly<Record<number, (data: JsonRecord) => JsonRecord>>;
}

export type DataOf<D extends Declaration> = z.output<D["schema"]>;

export function declare<const N extends string, F extends Fields>(
  name: N,
  fields: F,
  history: { version: number; upcasts: Declaration["upcasts"] } = { version: 1, upcasts: {} },
): Declaration<N, F> {
  const shape = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.schema]));
  const schema = z.strictObject(shape) as unknown as Declaration<N, F>["schema"];
  for (let version = 1; version < history.version; version++) {
    if (!history.upcasts[version]) throw new Error(`${name}: no upcast from version ${version}`);
  }
  return { name, fields, schema, ...history };
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

/** The stored data cut down to the fields that are declared public. */
export function publicData(declaration: Declaration, stored: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => declaration.fields[name]?.audience === "public"));
}
