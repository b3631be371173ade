import { parseDecimal } from "@mingzhang/ledger";
import { Kind } from "graphql";
import { decimalRemedy as remedy } from "../../http/remedies.ts";
import { builder } from "../builder.ts";
import { badLiteral, badScalar } from "./bad-scalar.ts";

/** Text in, text out: a JSON number with a fraction has been through a binary float already. */
builder.scalarType("Decimal", {
  description: "An exact decimal as a string. A safe whole number is taken on input as well.",
  serialize: (value) => value,
  parseValue: (value) => {
    const text = typeof value === "string" ? value : Number.isSafeInteger(value) ? String(value) : "";
    if (!parseDecimal(text)) throw badScalar("BAD_NUMBER", value, remedy);
    return text;
  },
  parseLiteral: (node) => {
    const isText = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    if (!isText || !parseDecimal(node.value)) throw badLiteral("BAD_NUMBER", node, remedy);
    return node.value;
  },
});
