import { isDay } from "@mingzhang/domain";
import { Kind } from "graphql";
import { dateRemedy } from "../../http/remedies.ts";
import { builder } from "../builder.ts";
import { badLiteral, badScalar } from "./bad-scalar.ts";

builder.scalarType("Date", {
  description: "A calendar date in Asia/Shanghai, YYYY-MM-DD.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== "string" || !isDay(value)) throw badScalar("BAD_DATE", value, dateRemedy);
    return value;
  },
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING || !isDay(node.value)) throw badLiteral("BAD_DATE", node, dateRemedy);
    return node.value;
  },
});
