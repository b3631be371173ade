import { builder } from "../builder.ts";

export const MomentInput = builder.inputType("Moment", {
  audience: "public",
  description: "A pair of dates: state of the world at asOf, as known at knownAt; left out, the latter is now.",
  fields: (t) => ({
    asOf: t.field({ type: "Date", required: true }),
    knownAt: t.field({ type: "DateTime" }),
  }),
});
