import type { builder } from "../builder.ts";

type QueryFields = Parameters<Parameters<typeof builder.queryField>[1]>[0];

/** The pair that every read takes; left out, both mean now. */
export const momentArgs = (t: QueryFields) => ({
  asOf: t.arg({ type: "Date" }),
  knownAt: t.arg({ type: "DateTime" }),
});
