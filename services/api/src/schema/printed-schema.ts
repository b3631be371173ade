import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isScalarType,
  isSpecifiedScalarType,
  printType,
} from "graphql";
import { schema } from "./schema.ts";

const roots = ["Query", "Subscription", "Mutation"];

/** The schema as it is committed: what is asked first, then what is answered, then what is given. */
export function printedSchema(): string {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const ordered = types.toSorted((a, b) => rank(a) - rank(b));
  return `${ordered.map((type) => printType(type)).join("\n\n")}\n`;
}

function rank(type: GraphQLNamedType): number {
  const root = roots.indexOf(type.name);
  if (root >= 0) return root;
  if (isScalarType(type)) return 10;
  if (isEnumType(type)) return 11;
  return isInputObjectType(type) ? 13 : 12;
}
