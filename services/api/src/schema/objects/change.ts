import type { Change as DomainChange } from "@mingzhang/domain";
import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { DiffCauseEnum } from "../enums/diff-cause.ts";
import { FigureKindEnum } from "../enums/figure-kind.ts";
import { localField } from "../local-text.ts";
import { RecordedEvent } from "./recorded-event.ts";

/** A change with its events as models. */
export interface ChangeModel extends Omit<DomainChange, "because"> {
  readonly because: readonly RecordedEventModel[];
}

export const Change = builder.objectRef<ChangeModel>("Change");

builder.objectType(Change, {
  description: "A figure or state that differs between two views.",
  fields: (t) => ({
    path: t.exposeString("path", { audience: "public", description: "Path of the figure, as because takes it." }),
    label: localField(t, "Name of the figure.", ({ label }) => label),
    kind: t.expose("kind", { type: FigureKindEnum, audience: "public", description: "How the values are to be read." }),
    before: t.exposeString("before", {
      nullable: true,
      audience: "public",
      description: "Value in the first view; null where it has none.",
    }),
    after: t.exposeString("after", {
      nullable: true,
      audience: "public",
      description: "Value in the second view; null where it has none.",
    }),
    cause: t.expose("cause", { type: DiffCauseEnum, audience: "public", description: "Why the views differ here." }),
    because: t.field({
      type: [RecordedEvent],
      items: 3,
      audience: "public",
      description: "Events that lie in one view and not in the other, and made the difference.",
      resolve: ({ because }) => [...because],
    }),
  }),
});
