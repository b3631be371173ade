import type { Moment } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const Pair = builder.objectRef<Moment>("Pair");

builder.objectType(Pair, {
  description: "The pair that an answer stands for, named also where a parameter was left out.",
  fields: (t) => ({
    asOf: t.expose("asOf", {
      type: "Date",
      audience: "public",
      description: "State of the world at the end of this day.",
    }),
    knownAt: t.expose("knownAt", { type: "DateTime", audience: "public", description: "As known at this instant." }),
  }),
});
