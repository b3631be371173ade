import { describe, type Names, type PlanEvent } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";

export const PreviewEvent = builder.objectRef<{ readonly event: PlanEvent; readonly names: Names }>("PreviewEvent");

builder.objectType(PreviewEvent, {
  description: "A fact that would be recorded.",
  fields: (t) => ({
    type: t.string({ audience: "staff", description: "Kind of the fact.", resolve: ({ event }) => event.type }),
    summary: t.string({
      audience: "staff",
      description: "One plain sentence.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ event, names }, { lang }, context) => describe(event, names, lang ?? context.lang),
    }),
  }),
});
