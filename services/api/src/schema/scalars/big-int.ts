import { parseFen } from "@mingzhang/ledger";
import { Kind } from "graphql";
import { wholeNumberRemedy as remedy } from "../../http/remedies.ts";
import { builder } from "../builder.ts";
import { badLiteral, badScalar } from "./bad-scalar.ts";

/** Digits in a string, because JSON numbers lose whole numbers beyond 2^53. */
builder.scalarType("BigInt", {
  description: "A whole number as a string of decimal digits. A safe whole number is taken on input as well.",
  serialize: (value) => value.toString(),
  parseValue: (value) => {
    const read =
      typeof value === "string" ? parseFen(value) : Number.isSafeInteger(value) ? BigInt(value as number) : null;
    if (read === null) throw badScalar("BAD_NUMBER", value, remedy);
    return read;
  },
  parseLiteral: (node) => {
    const read = node.kind === Kind.STRING || node.kind === Kind.INT ? parseFen(node.value) : null;
    if (read === null) throw badLiteral("BAD_NUMBER", node, remedy);
    return read;
  },
});
