import type { PublicLogNow } from "../../read/public-log-now.ts";
import { builder } from "../builder.ts";

export const PublicLogStateEnum = builder.enumType("PublicLogState", {
  description:
    "How the public log is: read at the start, growing, held back by witnesses that do not sign, without a store or " +
    "a database for the moment, or stopped until somebody mends it.",
  values: ["starting", "growing", "held", "trouble", "refused"] as const satisfies readonly PublicLogNow["state"][],
});
