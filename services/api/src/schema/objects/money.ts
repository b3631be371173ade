import { type Fen, wanText } from "@mingzhang/ledger";
import { builder } from "../builder.ts";

export const Money = builder.objectRef<{ readonly fen: Fen }>("Money");

/** The backing value of `Money`. */
export const money = (fen: Fen): { readonly fen: Fen } => ({ fen });
export const moneyOrNull = (fen: Fen | null): { readonly fen: Fen } | null => (fen === null ? null : { fen });

builder.objectType(Money, {
  description: "An exact amount: a whole number of fen, 1 万元 = 1 000 000 fen.",
  fields: (t) => ({
    fen: t.expose("fen", { type: "BigInt", audience: "public", description: "Whole fen in digits." }),
    wan: t.field({
      type: "Decimal",
      audience: "public",
      description: "The same in 万元, exactly, without trailing zeros.",
      resolve: ({ fen }) => wanText(fen),
    }),
    currency: t.string({ audience: "public", description: "ISO 4217 code.", resolve: () => "CNY" }),
  }),
});
