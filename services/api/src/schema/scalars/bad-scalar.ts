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
  let open = 0;
  for (let token = node.loc?.startToken.prev; token; token = token.prev) {
    if (token.kind === TokenKind.BRACE_R || token.kind === TokenKind.BRACKET_R) open += 1;
    else if (open > 0 && (token.kind === TokenKind.BRACE_L || token.kind === TokenKind.BRACKET_L)) open -= 1;
    else if (open === 0 && token.kind === TokenKind.PAREN_L) break;
    else if (open === 0 && token.kind === TokenKind.COLON && isOuter(token.next, path)) {
      if (token.prev?.value) path.unshift(token.prev.value);
    }
  }
  return path.join(".");
}

/** Whether what follows a colon holds the literal: it is the first colon met, or an object or list opens behind it. */
function isOuter(after: { readonly kind: TokenKind } | null | undefined, path: readonly string[]): boolean {
  return path.length === 0 || after?.kind === TokenKind.BRACE_L || after?.kind === TokenKind.BRACKET_L;
}
