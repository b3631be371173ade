import { builder } from "../builder.ts";
import { Viewer } from "../objects/viewer.ts";

builder.queryField("viewer", (t) =>
  t.field({
    type: Viewer,
    audience: "public",
    description: "Whether the bearer token of this request is valid.",
    resolve: (_, __, { staff }) => ({ staff }),
  }),
);
