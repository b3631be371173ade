import type { FigureKind } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const FigureKindEnum = builder.enumType("FigureKind", {
  description: "How a value is to be read: money is fen in digits.",
  values: ["money", "percent", "quantity", "date", "text"] as const satisfies readonly FigureKind[],
});
