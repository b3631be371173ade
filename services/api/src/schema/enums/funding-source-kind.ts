import { fundingSourceKinds } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const FundingSourceKindEnum = builder.enumType("FundingSourceKind", {
  description: "Where a project's money comes from.",
  values: fundingSourceKinds,
});
