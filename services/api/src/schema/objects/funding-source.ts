import { type EventData, inLang } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { FundingSourceKindEnum } from "../enums/funding-source-kind.ts";
import { LangEnum } from "../enums/lang.ts";
import { Money, moneyOrNull } from "./money.ts";

export const FundingSource = builder.objectRef<EventData<"ProjectAdded">["fundingSources"][number]>("FundingSource");

builder.objectType(FundingSource, {
  description: "Where a part of a project's money comes from.",
  fields: (t) => ({
    kind: t.expose("kind", { type: FundingSourceKindEnum, audience: "public", description: "Kind of source." }),
    amount: t.field({
      type: Money,
      nullable: true,
      audience: "public",
      description: "Null where the plan names the source without an amount.",
      resolve: ({ amountFen }) => moneyOrNull(amountFen),
    }),
    note: t.string({
      nullable: true,
      audience: "public",
      description: "What the plan says of the source.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ note }, { lang }, context) => note && inLang(note, lang ?? context.lang),
    }),
  }),
});
