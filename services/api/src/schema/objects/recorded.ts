import type { Words } from "@mingzhang/domain";
import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";
import { RecordedEvent } from "./recorded-event.ts";

export interface RecordedModel {
  readonly kind: "recorded";
  readonly slug: string;
  readonly position: bigint;
  readonly recordedAt: string;
  readonly repeated: boolean;
  readonly visible: boolean;
  readonly note: Words | null;
  readonly events: readonly RecordedEventModel[];
}

export const Recorded = builder.objectRef<RecordedModel>("Recorded");

builder.objectType(Recorded, {
  description: "Recorded, and already visible in the read models.",
  fields: (t) => ({
    slug: t.exposeString("slug", { audience: "staff", description: "The plan." }),
    position: t.expose("position", {
      type: "BigInt",
      audience: "staff",
      description: "Position of the last event, to be given as the next expectedPosition.",
    }),
    recordedAt: t.expose("recordedAt", {
      type: "DateTime",
      audience: "staff",
      description: "Instant of the recording: the same for all events of one command.",
    }),
    repeated: t.exposeBoolean("repeated", {
      audience: "staff",
      description: "True where the same command had been recorded before, and this is what it did then.",
    }),
    visible: t.exposeBoolean("visible", {
      audience: "staff",
      description: "False where the read models were too slow to show it within two seconds; they will.",
    }),
    note: t.string({
      nullable: true,
      audience: "staff",
      description: "What there is to say where nothing had to be recorded.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ note }, { lang }, context) => note?.[lang ?? context.lang] ?? null,
    }),
    events: t.field({
      type: [RecordedEvent],
      audience: "staff",
      description: "What was recorded; empty where nothing had to be.",
      resolve: ({ events }) => [...events],
    }),
  }),
});
