import type { PageInfoModel } from "../../read/connection.ts";
import { builder } from "../builder.ts";

export const PageInfo = builder.objectRef<PageInfoModel>("PageInfo");

builder.objectType(PageInfo, {
  description: "Where a page lies in its list.",
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage", { audience: "public", description: "Whether more follow." }),
    hasPreviousPage: t.exposeBoolean("hasPreviousPage", {
      audience: "public",
      description: "Whether some come before.",
    }),
    startCursor: t.exposeString("startCursor", {
      nullable: true,
      audience: "public",
      description: "Cursor of the first edge; null on an empty page.",
    }),
    endCursor: t.exposeString("endCursor", {
      nullable: true,
      audience: "public",
      description: "Cursor of the last edge, to be given as after for the next page.",
    }),
  }),
});
