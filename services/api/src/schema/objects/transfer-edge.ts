import { builder } from "../builder.ts";
import { Transfer } from "./transfer.ts";

export const TransferEdge = builder.objectRef<{ readonly cursor: string; readonly node: typeof Transfer.$inferType }>(
  "TransferEdge",
);

builder.objectType(TransferEdge, {
  description: "A transfer in its list.",
  fields: (t) => ({
    cursor: t.exposeString("cursor", { audience: "public", description: "Its place in the list." }),
    node: t.expose("node", { type: Transfer, audience: "public", description: "The transfer." }),
  }),
});
