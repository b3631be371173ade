import type { Fen } from "@mingzhang/ledger";
import type { Connection } from "../../read/connection.ts";
import { builder } from "../builder.ts";
import { Money, money } from "./money.ts";
import { PageInfo } from "./page-info.ts";
import { Pair } from "./pair.ts";
import { TransferEdge } from "./transfer-edge.ts";

type TransferModel = typeof TransferEdge.$inferType.node;

export const TransferConnection = builder.objectRef<Connection<TransferModel> & { readonly totalFen: Fen }>(
  "TransferConnection",
);

builder.objectType(TransferConnection, {
  description: "A page of transfers with the sums of the whole filter.",
  fields: (t) => ({
    totalCount: t.exposeInt("totalCount", { audience: "public", description: "Transfers of the whole filter." }),
    total: t.field({
      type: Money,
      audience: "public",
      description: "Sum of the whole filter, refunds and reversals negative.",
      resolve: ({ totalFen }) => money(totalFen),
    }),
    pair: t.field({
      type: Pair,
      audience: "public",
      description: "The pair that the answer stands for.",
      resolve: ({ moment }) => moment,
    }),
    edges: t.field({
      type: [TransferEdge],
      audience: "public",
      description: "The page.",
      resolve: ({ edges }) => [...edges],
    }),
    pageInfo: t.expose("pageInfo", { type: PageInfo, audience: "public", description: "Where the page lies." }),
  }),
});
