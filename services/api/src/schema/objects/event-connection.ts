import type { Connection } from "../../read/connection.ts";
import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { EventEdge } from "./event-edge.ts";
import { PageInfo } from "./page-info.ts";
import { Pair } from "./pair.ts";

export const EventConnection = builder.objectRef<Connection<RecordedEventModel>>("EventConnection");

builder.objectType(EventConnection, {
  description: "A page of recorded events.",
  fields: (t) => ({
    totalCount: t.exposeInt("totalCount", { audience: "public", description: "Events of the whole filter." }),
    pair: t.field({
      type: Pair,
      audience: "public",
      description: "The pair that the answer stands for.",
      resolve: ({ moment }) => moment,
    }),
    edges: t.field({
      type: [EventEdge],
      audience: "public",
      description: "The page.",
      resolve: ({ edges }) => [...edges],
    }),
    pageInfo: t.expose("pageInfo", { type: PageInfo, audience: "public", description: "Where the page lies." }),
  }),
});
