import type { ShardFailure } from "@mingzhang/read-models";
import { builder } from "../builder.ts";

export const StandingEvent = builder.objectRef<ShardFailure>("StandingEvent");

builder.objectType(StandingEvent, {
  description: "An event that cannot be projected. Its shard stands still before it.",
  fields: (t) => ({
    eventId: t.id({ audience: "public", description: "Id of the event.", resolve: ({ event }) => event }),
    plan: t.exposeString("plan", { audience: "public", description: "Slug of its plan." }),
    position: t.expose("position", { type: "BigInt", audience: "public", description: "Place in the whole store." }),
    type: t.exposeString("type", { audience: "public", description: "Kind of the fact, as it was recorded." }),
    since: t.expose("since", { type: "DateTime", audience: "public", description: "When it was met first." }),
    reason: t.string({
      nullable: true,
      audience: "staff",
      description: "Why it cannot be projected; it may name what is not public.",
      resolve: ({ reason }) => reason,
    }),
  }),
});
