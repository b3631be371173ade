import type { GraphQLSchema } from "graphql";
import { builder } from "./builder.ts";
import "./scalars/big-int.ts";
import "./scalars/date.ts";
import "./scalars/date-time.ts";
import "./scalars/decimal.ts";
import "./queries/plans.ts";
import "./queries/plan.ts";
import "./queries/plan-diff.ts";
import "./queries/because.ts";
import "./queries/transfers.ts";
import "./queries/events.ts";
import "./queries/event.ts";
import "./queries/projection.ts";
import "./queries/public-log.ts";
import "./queries/viewer.ts";
import "./queries/preview.ts";
import "./queries/preview-workbook.ts";
import "./queries/workbook.ts";
import "./mutations/record-commands.ts";
import "./mutations/import-workbook.ts";
import "./subscriptions/plan-events.ts";

builder.queryType({
  description:
    "The contract between the API and its clients. Audience of each field is stated in its description:\n" +
    "[public] anybody, [staff] whoever carries the bearer token.",
});
builder.mutationType({ description: "Every mutation is [staff]. A refusal is an answer; an error is an outage." });
builder.subscriptionType({ description: "Server-sent events." });

/** The whole schema; a module that is not listed above is not in it. */
export const schema: GraphQLSchema = builder.toSchema({ sortSchema: false });
