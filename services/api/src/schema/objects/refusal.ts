import type { RefusalModel } from "../../write/refusal-model.ts";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { RefusalDetail } from "./refusal-detail.ts";

export const Refusal = builder.objectRef<RefusalModel>("Refusal");

builder.objectType(Refusal, {
  description:
    "Nothing was recorded. All reasons of one input at once; message is the first of them, in the language asked for.",
  fields: (t) => ({
    code: t.string({
      audience: "staff",
      description: "Code of the first reason.",
      resolve: ({ details }) => details[0].code,
    }),
    message: t.string({
      audience: "staff",
      description: "The first reason.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ details }, { lang }, context) => details[0].message(lang ?? context.lang),
    }),
    details: t.field({
      type: [RefusalDetail],
      audience: "staff",
      description: "Every reason.",
      resolve: ({ details }) => [...details],
    }),
  }),
});
