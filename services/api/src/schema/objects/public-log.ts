import type { PublicLogNow } from "../../read/public-log-now.ts";
import { builder } from "../builder.ts";
import { PublicLogStateEnum } from "../enums/public-log-state.ts";
import { HeldBack } from "./held-back.ts";
import { MissingWitness } from "./missing-witness.ts";

export const PublicLog = builder.objectRef<PublicLogNow>("PublicLog");

builder.objectType(PublicLog, {
  description: "The log of all public entries, as far as it is published and as far as it waits.",
  fields: (t) => ({
    origin: t.exposeString("origin", { audience: "public", description: "Its name in every checkpoint." }),
    state: t.field({
      type: PublicLogStateEnum,
      audience: "public",
      description: "All of it in a word.",
      resolve: ({ state }) => state,
    }),
    publishedSize: t.exposeInt("publishedSize", {
      audience: "public",
      description: "Entries under the checkpoint that the public sees: these are proved.",
    }),
    publishedAt: t.expose("publishedAt", {
      type: "DateTime",
      nullable: true,
      audience: "public",
      description: "When this process published a checkpoint last; null where it has published none.",
    }),
    waitingEntries: t.exposeInt("waitingEntries", {
      audience: "public",
      description: "Entries that can be read and that no published checkpoint covers.",
    }),
    waitingSince: t.expose("waitingSince", {
      type: "DateTime",
      nullable: true,
      audience: "public",
      description: "When the oldest of them was recorded; null where none waits.",
    }),
    heldBack: t.field({
      type: HeldBack,
      nullable: true,
      audience: "public",
      description: "Why they wait; null where they are about to be published.",
      resolve: ({ heldBack }) => heldBack,
    }),
    missingWitnesses: t.field({
      type: [MissingWitness],
      audience: "public",
      description: "Witnesses that did not sign last. Where enough others did, nothing is held back.",
      resolve: ({ missingWitnesses }) => [...missingWitnesses],
    }),
  }),
});
