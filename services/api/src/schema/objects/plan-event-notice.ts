import { describe } from "@mingzhang/domain";
import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";

export const PlanEventNotice = builder.objectRef<RecordedEventModel>("PlanEventNotice");

builder.objectType(PlanEventNotice, {
  description: "An event as it becomes visible.",
  fields: (t) => ({
    position: t.field({
      type: "BigInt",
      audience: "public",
      description: "Place in the whole store: give it as after to resume.",
      resolve: ({ event }) => event.position,
    }),
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
    summary: t.string({
      audience: "public",
      description: "One plain sentence, public fields only.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: async ({ event, names }, { lang }, context) => describe(event, await names(), lang ?? context.lang),
    }),
    id: t.id({ audience: "public", description: "Id of the event.", resolve: ({ event }) => event.id }),
  }),
});
