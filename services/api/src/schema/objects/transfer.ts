import { accountLabel, dayOfInstant, daysBetween, type Names } from "@mingzhang/domain";
import type { TransferRow } from "@mingzhang/read-models";
import { builder, type FieldsOf } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { TransferKindEnum } from "../enums/transfer-kind.ts";
import { Money, money } from "./money.ts";

interface TransferModel {
  readonly row: TransferRow;
  readonly names: Names;
}

export const Transfer = builder.objectRef<TransferModel>("Transfer");

const accountFields = (t: FieldsOf<TransferModel>) => ({
  from: t.string({
    audience: "public",
    description: "Account that gave, as the ledger names it.",
    resolve: ({ row }) => row.from,
  }),
  to: t.string({
    audience: "public",
    description: "Account that received, as the ledger names it.",
    resolve: ({ row }) => row.to,
  }),
  fromLabel: t.string({
    audience: "public",
    description: "Account that gave, for a reader.",
    args: { lang: t.arg({ type: LangEnum }) },
    resolve: ({ row, names }, { lang }, context) => accountLabel(row.from, names, lang ?? context.lang),
  }),
  toLabel: t.string({
    audience: "public",
    description: "Account that received, for a reader.",
    args: { lang: t.arg({ type: LangEnum }) },
    resolve: ({ row, names }, { lang }, context) => accountLabel(row.to, names, lang ?? context.lang),
  }),
  payeeName: t.string({
    nullable: true,
    audience: "public",
    description: "Who was paid: a legal person or a group; null for a natural person, and for what is no payment.",
    resolve: ({ row }) => row.payeeName,
  }),
  payeeWithheld: t.boolean({
    audience: "public",
    description: "True where a household was paid: a natural person, whose name is withheld by law.",
    resolve: ({ row }) => row.kind === "payment" && row.payeeName === null,
  }),
  purpose: t.string({
    nullable: true,
    audience: "public",
    description: "What was paid for.",
    resolve: ({ row }) => row.purpose,
  }),
});

builder.objectType(Transfer, {
  description: "One movement of money, corrections resolved.",
  fields: (t) => ({
    id: t.id({ audience: "public", description: "Id of the event that records it.", resolve: ({ row }) => row.id }),
    kind: t.field({
      type: TransferKindEnum,
      audience: "public",
      description: "Which way money moved.",
      resolve: ({ row }) => row.kind,
    }),
    occurredOn: t.field({
      type: "Date",
      audience: "public",
      description: "Day of the movement.",
      resolve: ({ row }) => row.occurredOn,
    }),
    recordedAt: t.field({
      type: "DateTime",
      audience: "public",
      description: "Instant of its recording.",
      resolve: ({ row }) => row.recordedAt,
    }),
    lateDays: t.int({
      audience: "public",
      description: "Days from the one to the other.",
      resolve: ({ row }) => daysBetween(row.occurredOn, dayOfInstant(row.recordedAt)),
    }),
    amount: t.field({
      type: Money,
      audience: "public",
      description: "What moved; refunds and reversals are positive here and negative in totals.",
      resolve: ({ row }) => money(row.amountFen),
    }),
    ...accountFields(t),
    project: t.string({
      nullable: true,
      audience: "public",
      description: "Code of the project that it concerns.",
      resolve: ({ row }) => row.project,
    }),
    year: t.int({
      nullable: true,
      audience: "public",
      description: "Fiscal year of an appropriation.",
      resolve: ({ row }) => row.year,
    }),
    voucher: t.string({ audience: "public", description: "Voucher reference.", resolve: ({ row }) => row.voucher }),
    logIndex: t.field({
      type: "BigInt",
      audience: "public",
      description: "Stable public index of the event.",
      resolve: ({ row }) => row.publicIndex,
    }),
    open: t.field({
      type: Money,
      audience: "public",
      description: "Open amount that can still be refunded or reversed.",
      resolve: ({ row }) => money(row.openFen),
    }),
  }),
});
