import type { Lang } from "@mingzhang/domain";
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import { defaultPageSize, maxPageSize } from "../read/page.ts";
import type { FieldFacts } from "../schema/audience.ts";
import { apiError } from "./api-error.ts";

/** The one limit of what a query may cost: about two full pages with every field, or twenty views of a plan. */
export const maxCost = 25_000;
/** Deepest nesting of fields. */
export const maxDepth = 12;

interface Query {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Weight {
  readonly cost: number;
  readonly depth: number;
}

/**
 * What a query costs, and how deep it goes: every field its own cost, under a list times the items that it is reckoned
 * with, under a connection times the page asked for. Each fragment is weighed once, however often it is spread.
 * Introspection is free: graphql-js has a rule of its own against deep introspection.
 */
export function weigh({ schema, document, operationName, variables }: Query): Weight {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return { cost: 0, depth: 0 };
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const scale = { schema, fragments, variables: withDefaults(operation, variables), known: new Map<string, Weight>() };
  return selectionWeight(operation.selectionSet, { type: root, pageSize: null }, scale);
}

interface Scale {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly known: Map<string, Weight>;
}

interface Place {
  readonly type: GraphQLCompositeType;
  /** Size of the page where `type` is a connection. */
  readonly pageSize: number | null;
}

function withDefaults(operation: OperationDefinitionNode, given: Scale["variables"]): Scale["variables"] {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function selectionWeight(selections: SelectionSetNode, place: Place, scale: Scale): Weight {
  let cost = 0;
  let depth = 0;
  for (const selection of selections.selections) {
    const weight =
      selection.kind === Kind.FIELD
        ? fieldWeight(selection, place, scale)
        : selection.kind === Kind.INLINE_FRAGMENT
          ? conditionWeight(selection.selectionSet, selection.typeCondition?.name.value, { place, scale })
          : spreadWeight(selection.name.value, place, scale);
    cost += weight.cost;
    depth = Math.max(depth, weight.depth);
  }
  return { cost, depth };
}

function fieldWeight(node: FieldNode, place: Place, scale: Scale): Weight {
  const { type, pageSize } = place;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  if (!field) return { cost: 0, depth: 0 };
  const { cost = 1, items = 10 } = field.extensions as Partial<FieldFacts>;
  const inner = getNamedType(field.type);
  if (!node.selectionSet || !isCompositeType(inner)) return { cost, depth: 1 };
  const children = selectionWeight(node.selectionSet, { type: inner, pageSize: pageOf(node, field, scale) }, scale);
  const times = isList(field) ? (pageSize ?? items) : 1;
  return { cost: cost + times * children.cost, depth: children.depth + 1 };
}

function spreadWeight(name: string, place: Place, scale: Scale): Weight {
  const fragment = scale.fragments.get(name);
  if (!fragment) return { cost: 0, depth: 0 };
  const key = `${name} ${place.pageSize}`;
  const before = scale.known.get(key);
  if (before) return before;
  const weight = conditionWeight(fragment.selectionSet, fragment.typeCondition.name.value, { place, scale });
  scale.known.set(key, weight);
  return weight;
}

function conditionWeight(
  selections: SelectionSetNode,
  condition: string | undefined,
  { place, scale }: { place: Place; scale: Scale },
): Weight {
  const named = condition === undefined ? place.type : scale.schema.getType(condition);
  const type = isCompositeType(named) ? named : place.type;
  return selectionWeight(selections, { ...place, type }, scale);
}

/** Size of the page that a connection is asked for; null where the field is none. */
function pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>, { variables }: Scale): number | null {
  if (!field.args.some(({ name }) => name === "first")) return null;
  const argument = node.arguments?.find(({ name }) => name.value === "first");
  const value = argument ? valueFromASTUntyped(argument.value, { ...variables }) : null;
  if (value === null || value === undefined) return defaultPageSize;
  // What is no size is refused when the field is resolved; until then it counts as the largest.
  return typeof value === "number" && value >= 0 && value <= maxPageSize ? value : maxPageSize;
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** The error for a query that is too much; null where it is not. */
export function tooMuch(query: Query, lang: Lang): GraphQLError | null {
  const { cost, depth } = weigh(query);
  if (depth > maxDepth) {
    const words = {
      zh: `查询嵌套${depth}层，超过上限${maxDepth}层。请减少嵌套。`,
      en: `The query is ${depth} fields deep, above the limit of ${maxDepth}. Nest less.`,
    };
    return apiError("QUERY_TOO_DEEP", words[lang], { depth, limit: maxDepth });
  }
  if (cost <= maxCost) return null;
  const words = {
    zh: `查询代价为${cost}，超过上限${maxCost}。请减少字段、缩小 first，或分几次查询。`,
    en: `The query costs ${cost}, above the limit of ${maxCost}. Ask for fewer fields or smaller pages, or in parts.`,
  };
  return apiError("QUERY_TOO_COSTLY", words[lang], { cost, limit: maxCost });
}
