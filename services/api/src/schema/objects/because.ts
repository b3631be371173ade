import type { Because as DomainBecause } from "@mingzhang/domain";
import type { ResolvedMoment } from "@mingzhang/read-models";
import { builder } from "../builder.ts";
import { FigureKindEnum } from "../enums/figure-kind.ts";
import { LangEnum } from "../enums/lang.ts";
import { localField } from "../local-text.ts";
import { Contribution } from "./contribution.ts";
import { Operand } from "./operand.ts";
import { Pair } from "./pair.ts";

interface BecauseModel extends Omit<DomainBecause, "events"> {
  readonly moment: ResolvedMoment;
  readonly events: readonly (typeof Contribution.$inferType)[];
}

export const Because = builder.objectRef<BecauseModel>("Because");

builder.objectType(Because, {
  description: "Why a figure is what it is.",
  fields: (t) => ({
    path: t.string({ audience: "public", description: "Path of the figure.", resolve: ({ figure }) => figure.path }),
    label: localField(t, "Name of the figure.", ({ figure }) => figure.label),
    kind: t.field({
      type: FigureKindEnum,
      audience: "public",
      description: "How the value is to be read.",
      resolve: ({ figure }) => figure.kind,
    }),
    value: t.string({
      nullable: true,
      audience: "public",
      description: "The figure: fen in digits for money, decimal text, a date or a text.",
      resolve: ({ figure }) => figure.value,
    }),
    formula: t.string({
      nullable: true,
      audience: "public",
      description: "How the operands make the figure; null where it is a sum or a last value.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ formula }, { lang }, context) => formula?.[lang ?? context.lang] ?? null,
    }),
    operands: t.field({
      type: [Operand],
      audience: "public",
      description: "Figures that the formula rests on.",
      resolve: ({ operands }) => [...operands],
    }),
    pair: t.field({
      type: Pair,
      audience: "public",
      description: "The pair that the answer stands for.",
      resolve: ({ moment }) => moment,
    }),
    events: t.field({
      type: [Contribution],
      items: 100,
      audience: "public",
      description: "In fold order; contributions to an amount add up to it exactly.",
      resolve: ({ events }) => [...events],
    }),
  }),
});
