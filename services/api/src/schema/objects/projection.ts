import type { ProjectionLag } from "@mingzhang/read-models";
import { builder } from "../builder.ts";
import { type ProjectionState, ProjectionStateEnum } from "../enums/projection-state.ts";
import { ProjectionShard } from "./projection-shard.ts";

export const Projection = builder.objectRef<ProjectionLag>("Projection");

builder.objectType(Projection, {
  description: "How far the read models are behind what is recorded.",
  fields: (t) => ({
    position: t.expose("position", {
      type: "BigInt",
      audience: "public",
      description: "Everything up to here is in the read models, but for shards that stand still.",
    }),
    headPosition: t.expose("head", {
      type: "BigInt",
      audience: "public",
      description: "Position of the last event that is recorded.",
    }),
    lag: t.expose("lagEvents", { type: "BigInt", audience: "public", description: "Events between the two." }),
    lagSeconds: t.int({
      audience: "public",
      description: "Age of the oldest of them in whole seconds; 0 where there is none.",
      resolve: ({ lagSeconds }) => Math.floor(lagSeconds),
    }),
    state: t.field({
      type: ProjectionStateEnum,
      audience: "public",
      description: "All of it in a word.",
      resolve: stateOf,
    }),
    shards: t.field({
      type: [ProjectionShard],
      audience: "public",
      items: 16,
      description: "Its parts, by number.",
      resolve: ({ shards }) => [...shards],
    }),
  }),
});

/** A moment's lag is what every recording makes. */
const tolerableSeconds = 5;

function stateOf({ lagEvents, lagSeconds, workers, shards }: ProjectionLag): ProjectionState {
  if (lagEvents > 0n && workers.length === 0) return "stopped";
  if (lagSeconds > tolerableSeconds) return "catchingUp";
  return shards.some(({ failure }) => failure !== null) ? "shardStanding" : "upToDate";
}
