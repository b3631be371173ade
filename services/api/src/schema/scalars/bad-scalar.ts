import type { Words } from "@mingzhang/domain";
import { GraphQLError, Kind, print, TokenKind, type ValueNode } from "graphql";
import type { BadValue } from "../../http/api-error.ts";

/**
 * A value that a scalar does not take. Scalars know no request: the message is put into the reader's language, and the
 * field named, where the result leaves (`named-errors.ts`).
 */
export function badScalar(code: BadValue["code"], value: unknown, remedy: Words): GraphQLError {
  const fault = { code, value: shown(value), remedy };
  return new GraphQLError(`not valid: ${fault.value}; ${remedy.en}`, { extensions: { code, fault } });
}

/** As `badScalar`, for a value that stands in the document itself. */
export function badLiteral(code: BadValue["code"], node: ValueNode, remedy: Words): GraphQLError {
  const value = node.kind === Kind.STRING ? node.value : print(node);
  const fault = { code, value: shown(value), remedy, field: fieldOf(node) };
  return new GraphQLError(`not valid: ${fault.value}; ${remedy.en}`, { nodes: node, extensions: { code, fault } });
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Names of the argument and input fields around a literal, `input.amountFen`: a node does not know its parents. */
function fieldOf(node: ValueNode): string {
  const path: string[] = [];
  let closed = 0;
  let isNext = true;
  for (let token = node.loc?.startToken.prev; token && token.kind !== TokenKind.PAREN_L; token = token.prev) {
    const { kind, prev } = token;
    if (kind === TokenKind.BRACE_R || kind === TokenKind.BRACKET_R) closed += 1;
    else if (kind === TokenKind.BRACE_L || kind === TokenKind.BRACKET_L) {
      // What opens here and closed behind is a neighbour; what does not close holds the literal.
      if (closed > 0) closed -= 1;
      else isNext = true;
    } else if (kind === TokenKind.COLON && closed === 0 && isNext) {
      path.unshift(prev?.value ?? "");
      isNext = false;
    }
  }
  return path.join(".");
}
