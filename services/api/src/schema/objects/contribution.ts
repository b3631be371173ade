import { describe } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";
import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { Money, moneyOrNull } from "./money.ts";

interface ContributionModel extends RecordedEventModel {
  readonly contributionFen: Fen | null;
}

export const Contribution = builder.objectRef<ContributionModel>("Contribution");

builder.objectType(Contribution, {
  description: "An event behind a figure, and its part in it.",
  fields: (t) => ({
    id: t.id({ audience: "public", description: "Id of the event.", resolve: ({ event }) => event.id }),
    type: t.string({ audience: "public", description: "Kind of the fact.", resolve: ({ event }) => event.type }),
    occurredOn: t.field({
      type: "Date",
      audience: "public",
      description: "Day on which it happened in the world.",
      resolve: ({ event }) => event.occurredOn,
    }),
    recordedAt: t.field({
      type: "DateTime",
      audience: "public",
      description: "Instant of its recording.",
      resolve: ({ event }) => event.recordedAt,
    }),
    position: t.field({
      type: "BigInt",
      audience: "public",
      description: "Place in the whole store.",
      resolve: ({ event }) => event.position,
    }),
    summary: t.string({
      audience: "public",
      description: "One plain sentence, public fields only.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: async ({ event, names }, { lang }, context) => describe(event, await names(), lang ?? context.lang),
    }),
    contribution: t.field({
      type: Money,
      nullable: true,
      audience: "public",
      description: "What it adds to an amount; null where the figure is none, or the event only bears on it.",
      resolve: ({ contributionFen }) => moneyOrNull(contributionFen),
    }),
    logIndex: t.field({
      type: "BigInt",
      nullable: true,
      audience: "public",
      description: "Stable public index of the event.",
      resolve: async ({ row }) => (await row())?.publicIndex ?? null,
    }),
  }),
});
