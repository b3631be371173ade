import type { DetailModel } from "../../write/refusal-model.ts";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { RecordedEvent } from "./recorded-event.ts";

export const RefusalDetail = builder.objectRef<DetailModel>("RefusalDetail");

builder.objectType(RefusalDetail, {
  description: "One reason for a refusal.",
  fields: (t) => ({
    code: t.exposeString("code", { audience: "staff", description: "Which rule, for instance overdrawn." }),
    message: t.string({
      audience: "staff",
      description: "What is wrong, with the value, and what would help.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ message }, { lang }, context) => message(lang ?? context.lang),
    }),
    field: t.exposeString("field", {
      nullable: true,
      audience: "staff",
      description: "Input field, for instance input.amountFen, or sheet and cell of a workbook.",
    }),
    value: t.exposeString("value", {
      nullable: true,
      audience: "staff",
      description: "The value that was refused.",
    }),
    event: t.expose("event", {
      type: RecordedEvent,
      nullable: true,
      audience: "staff",
      description: "A later fact that the command would break.",
    }),
  }),
});
