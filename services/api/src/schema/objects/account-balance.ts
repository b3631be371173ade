import { accountLabel, type Names } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { Money, money } from "./money.ts";

interface Balance {
  readonly account: string;
  readonly balanceFen: Fen;
  readonly names: Names;
}

export const AccountBalance = builder.objectRef<Balance>("AccountBalance");

builder.objectType(AccountBalance, {
  description: "One account of the funds chain: treasury, earmarked account, subledgers, payees.",
  fields: (t) => ({
    account: t.exposeString("account", {
      audience: "public",
      description: "Name in the ledger: treasury, earmarked, subledger:<project>, payees:<project>.",
    }),
    label: t.string({
      audience: "public",
      description: "Name for a reader.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ account, names }, { lang }, context) => accountLabel(account, names, lang ?? context.lang),
    }),
    balance: t.field({
      type: Money,
      audience: "public",
      description: "What lies in the account; what left the treasury; what payees received.",
      resolve: ({ balanceFen }) => money(balanceFen),
    }),
  }),
});
