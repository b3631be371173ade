import { builder } from "../builder.ts";
import { Change, type ChangeModel } from "./change.ts";

export interface PreviewChangesModel {
  readonly kind: "changes";
  readonly changes: readonly ChangeModel[];
}

export const PreviewChanges = builder.objectRef<PreviewChangesModel>("PreviewChanges");

builder.objectType(PreviewChanges, {
  description: "What a command would change.",
  fields: (t) => ({
    changes: t.field({
      type: [Change],
      items: 50,
      audience: "staff",
      description: "Figures and states that would differ. because names recorded events only, not the one previewed.",
      resolve: ({ changes }) => [...changes],
    }),
  }),
});
