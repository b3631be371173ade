import type { MissingWitnessNow } from "../../read/public-log-now.ts";
import { builder } from "../builder.ts";
import { localField } from "../local-text.ts";

export const MissingWitness = builder.objectRef<MissingWitnessNow>("MissingWitness");

builder.objectType(MissingWitness, {
  description: "A witness that did not sign the checkpoint that it was shown last.",
  fields: (t) => ({
    name: t.exposeString("name", { audience: "public", description: "As the policy of the log calls it." }),
    outcome: t.exposeString("outcome", {
      audience: "public",
      description: "What it did instead: unreachable, wrong-answer, refused, ahead, forked.",
    }),
    why: localField(t, "The same in words.", ({ why }) => why),
    detail: t.string({
      nullable: true,
      audience: "staff",
      description: "What the attempt met, in English; it may name a host.",
      resolve: ({ detail }) => detail,
    }),
  }),
});
