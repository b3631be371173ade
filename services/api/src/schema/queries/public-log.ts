import { builder } from "../builder.ts";
import { PublicLog } from "../objects/public-log.ts";

builder.queryField("publicLog", (t) =>
  t.field({
    type: PublicLog,
    nullable: true,
    audience: "public",
    cost: 20,
    description:
      "How the public log stands. Null where this process keeps none, or is still starting. What names hosts and " +
      "files is for staff.",
    resolve: (_, __, { publicLog }) => publicLog(),
  }),
);
