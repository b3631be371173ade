import { dataOf, dayOfInstant, daysBetween, describe, publicDataOf, typeLabel, withheldIn } from "@mingzhang/domain";
import { canonicalJson } from "@mingzhang/transparency-log";
import { apiError } from "../../http/api-error.ts";
import type { ApiContext } from "../../http/api-context.ts";
import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder, type FieldsOf } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { WithheldField } from "./withheld-field.ts";

export const RecordedEvent = builder.objectRef<RecordedEventModel>("RecordedEvent");

const recordingFields = (t: FieldsOf<RecordedEventModel>) => ({
  position: t.field({
    type: "BigInt",
    audience: "public",
    description: "Place in the whole store; rises in the order of recording.",
    resolve: ({ event }) => event.position,
  }),
  occurredOn: t.field({
    type: "Date",
    audience: "public",
    description: "Day on which it happened in the world.",
    resolve: ({ event }) => event.occurredOn,
  }),
  recordedAt: t.field({
    type: "DateTime",
    audience: "public",
    description: "Instant at which the system learnt of it.",
    resolve: ({ event }) => event.recordedAt,
  }),
  lateDays: t.int({
    audience: "public",
    description: "Days from the one to the other.",
    resolve: ({ event }) => daysBetween(event.occurredOn, dayOfInstant(event.recordedAt)),
  }),
  logIndex: t.field({
    type: "BigInt",
    audience: "public",
    description: "Stable index among all public events of the installation, from 0 without a gap.",
    resolve: async ({ row }, _, { lang }) => {
      const known = await row();
      if (known) return known.publicIndex;
      throw apiError("NOT_YET_VISIBLE", notYetVisible[lang]);
    },
  }),
});

const notYetVisible = {
  zh: "记录已经保存，但读模型尚未更新，公开序号暂时无法给出。请稍后再查；用同一幂等键重试也不会重复入账。",
  en:
    "It is recorded, but the read models do not show it yet, so its public index is not known. " +
    "Ask again in a moment; a retry with the same idempotency key records nothing twice.",
};

const correctionFields = (t: FieldsOf<RecordedEventModel>) => ({
  replaces: t.id({
    nullable: true,
    audience: "public",
    description: "Id of the event that this one replaces or voids.",
    resolve: ({ event }) => event.replaces?.event ?? null,
  }),
  correctionReason: t.string({
    nullable: true,
    audience: "public",
    description: "Why the record was corrected.",
    resolve: ({ event }) => event.replaces?.reason ?? null,
  }),
  replacedBy: t.id({
    nullable: true,
    audience: "public",
    description: "Id of the event that replaced this one, as known at the query's knownAt.",
    resolve: async ({ row }) => (await row())?.replacedBy ?? null,
  }),
});

const contentFields = (t: FieldsOf<RecordedEventModel>) => ({
  publicData: t.string({
    audience: "public",
    description: "Public fields as canonical JSON.",
    resolve: ({ event }) => canonicalJson(publicDataOf(event)),
  }),
  withheld: t.field({
    type: [WithheldField],
    audience: "public",
    items: 1,
    description: "Fields that are kept from the public by law.",
    resolve: ({ event }) => withheldIn(event).map((field) => ({ ...field, event: event.id })),
  }),
  data: t.string({
    nullable: true,
    audience: "staff",
    description: "All fields as canonical JSON.",
    resolve: ({ event }) => canonicalJson(dataOf(event)),
  }),
  actor: t.string({
    nullable: true,
    audience: "staff",
    description: "Who recorded it.",
    resolve: ({ event }) => event.actor,
  }),
});

builder.objectType(RecordedEvent, {
  description: "A fact as it was recorded. Nothing is ever edited or deleted: a correction is a further event.",
  fields: (t) => ({
    id: t.id({ audience: "public", description: "Its id for ever.", resolve: ({ event }) => event.id }),
    slug: t.string({
      audience: "public",
      description: "Slug of the plan that the event belongs to.",
      resolve: ({ event }) => event.plan,
    }),
    type: t.string({
      audience: "public",
      description: "Kind of the fact, for instance FundsReleased.",
      resolve: ({ event }) => event.type,
    }),
    typeLabel: t.string({
      audience: "public",
      description: "Kind of the fact in words.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ event }, { lang }, context) => typeLabel(event.type, lang ?? context.lang),
    }),
    version: t.int({
      audience: "public",
      description: "Version of the event's schema when it was recorded.",
      resolve: ({ event }) => event.version,
    }),
    ...recordingFields(t),
    summary: t.string({
      audience: "public",
      description: "One plain sentence, public fields only.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: async ({ event, names }, { lang }, context: ApiContext) =>
        describe(event, await names(), lang ?? context.lang),
    }),
    simulated: t.boolean({
      audience: "public",
      description: "True for a fact of a demonstration run.",
      resolve: ({ event }) => event.simulated,
    }),
    ...correctionFields(t),
    ...contentFields(t),
  }),
});
