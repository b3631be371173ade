import { builder } from "../builder.ts";
import { Projection } from "../objects/projection.ts";

builder.queryField("projection", (t) =>
  t.field({
    type: Projection,
    audience: "public",
    cost: 20,
    description: "How far the read models are. Why one of their parts stands still is for staff.",
    resolve: (_, __, { projection }) => projection(),
  }),
);
