import type { Figure } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { FigureKindEnum } from "../enums/figure-kind.ts";
import { localField } from "../local-text.ts";

export const Operand = builder.objectRef<Figure>("Operand");

builder.objectType(Operand, {
  description: "A figure that a formula rests on; it has a because of its own.",
  fields: (t) => ({
    path: t.exposeString("path", { audience: "public", description: "Path of the figure." }),
    label: localField(t, "Name of the figure.", ({ label }) => label),
    kind: t.expose("kind", { type: FigureKindEnum, audience: "public", description: "How the value is to be read." }),
    value: t.exposeString("value", { nullable: true, audience: "public", description: "Its value in the same view." }),
  }),
});
