import type { ShardStanding } from "@mingzhang/read-models";
import { builder } from "../builder.ts";
import { StandingEvent } from "./standing-event.ts";

export const ProjectionShard = builder.objectRef<ShardStanding>("ProjectionShard");

builder.objectType(ProjectionShard, {
  description: "A part of the plans, folded by one worker at a time.",
  fields: (t) => ({
    shard: t.exposeInt("shard", { audience: "public", description: "Its number." }),
    position: t.expose("position", {
      type: "BigInt",
      audience: "public",
      description: "Everything of its plans up to here is in the read models.",
    }),
    holder: t.int({
      nullable: true,
      audience: "staff",
      description: "Number of the worker that folds it; null where nobody does.",
      resolve: ({ holder }) => holder,
    }),
    failed: t.field({
      type: StandingEvent,
      nullable: true,
      audience: "public",
      description: "Where it stands still: its plans are answered as known before this event. Null where it goes on.",
      resolve: ({ failure }) => failure,
    }),
  }),
});
