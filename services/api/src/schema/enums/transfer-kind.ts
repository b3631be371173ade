import type { TransferKind } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const TransferKindEnum = builder.enumType("TransferKind", {
  description: "Which way money moved.",
  values: ["appropriation", "release", "payment", "refund", "reversal"] as const satisfies readonly TransferKind[],
});
