import SchemaBuilder from "@pothos/core";
import type { ApiContext } from "../http/api-context.ts";
import { audiencePlugin } from "./audience.ts";

interface ApiTypes {
  Context: ApiContext;
  DefaultFieldNullability: false;
  Scalars: {
    /** Whole numbers of any size, fen among them. */
    BigInt: { Input: bigint; Output: bigint };
    /** A day in Asia/Shanghai. */
    Date: { Input: string; Output: string };
    /** A canonical instant with microseconds. */
    DateTime: { Input: string; Output: string };
    /** Plain decimal text. */
    Decimal: { Input: string; Output: string };
  };
}

export const builder = new SchemaBuilder<ApiTypes>({ plugins: [audiencePlugin], defaultFieldNullability: false });

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
/** Builds the fields of an object that stands on a `Parent`. */
export type FieldsOf<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;
