import { parseInstant } from "@mingzhang/domain";
import { Kind } from "graphql";
import { instantRemedy } from "../../http/remedies.ts";
import { builder } from "../builder.ts";
import { badLiteral, badScalar } from "./bad-scalar.ts";

builder.scalarType("DateTime", {
  description: "An instant in UTC with microseconds, 2026-01-09T02:11:07.123456Z. Any zone is taken on input.",
  serialize: (value) => value,
  parseValue: (value) => {
    const read = typeof value === "string" ? parseInstant(value) : null;
    if (read === null) throw badScalar("BAD_INSTANT", value, instantRemedy);
    return read;
  },
  parseLiteral: (node) => {
    const read = node.kind === Kind.STRING ? parseInstant(node.value) : null;
    if (read === null) throw badLiteral("BAD_INSTANT", node, instantRemedy);
    return read;
  },
});
