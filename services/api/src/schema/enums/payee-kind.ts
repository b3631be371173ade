import { payeeKinds } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const PayeeKindEnum = builder.enumType("PayeeKind", {
  description: "Who was paid; never a natural person.",
  values: payeeKinds,
});
