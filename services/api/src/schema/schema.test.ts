import { readFile } from "node:fs/promises";
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { describe, expect, it } from "vitest";
import type { FieldFacts } from "./audience.ts";
import { printedSchema } from "./printed-schema.ts";
import { schema } from "./schema.ts";

const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
const objects = types.filter(isObjectType);
const inputs = types.filter(isInputObjectType);
const fields = objects.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));

const audienceOf = ({ extensions }: { extensions: object }) => (extensions as Partial<FieldFacts>).audience;

const sharing = (audience: unknown) => (part: { extensions: object }) => audienceOf(part) === audience;

describe("schema.graphql", () => {
  it("is what the code prints", async () => {
    const committed = await readFile(new URL("../../schema.graphql", import.meta.url), "utf8");
    expect(printedSchema(), "run `pnpm --filter @mingzhang/api schema`").toBe(committed);
  });

  it("has a size that a walk over nothing would not have", () => {
    expect(objects.length).toBeGreaterThan(30);
    expect(fields.length).toBeGreaterThan(200);
    expect(inputs.length).toBeGreaterThan(20);
  });
});

describe("audience", () => {
  it("of every field is stated, in its description too, and shared by its arguments", () => {
    const faults = fields.filter(({ field }) => {
      const audience = audienceOf(field);
      const isStated = audience === "public" || audience === "staff";
      return !isStated || !field.description?.endsWith(`[${audience}]`) || !field.args.every(sharing(audience));
    });
    expect(faults.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it("of every input is stated, in its description too, and shared by its fields", () => {
    const faults = inputs.filter((type) => {
      const audience = audienceOf(type);
      const isStated = audience === "public" || audience === "staff";
      const own = Object.values(type.getFields());
      return !isStated || !type.description?.endsWith(`[${audience}]`) || !own.every(sharing(audience));
    });
    expect(faults.map(({ name }) => name)).toEqual([]);
  });

  it("of every mutation is staff", () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations).toHaveLength(23);
    expect(mutations.map(audienceOf)).toEqual(mutations.map(() => "staff"));
  });

  it("never lets the public reach a staff field that cannot be null", () => {
    const reached = reachableByPublic();
    const walls = [...reached].flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => audienceOf(field) === "staff" && isNonNullType(field.type))
        .map((field) => `${type.name}.${field.name}`),
    );
    const roots = walls.filter((name) => /^(Query|Mutation|Subscription)\./.test(name));
    expect(walls).toEqual(roots);
    expect(roots).toEqual(expect.arrayContaining(["Query.preview", "Query.previewWorkbook"]));
  });

  it("does not mark as public what only staff can reach", () => {
    const reached = reachableByPublic();
    const hidden = fields.filter(({ type, field }) => !reached.has(type) && audienceOf(field) === "public");
    expect(hidden.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });
});

function reachableByPublic(): ReadonlySet<GraphQLObjectType> {
  const reached = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLObjectType): void => {
    if (reached.has(type)) return;
    reached.add(type);
    for (const field of Object.values(type.getFields())) {
      if (audienceOf(field) === "public") for (const next of answered(field)) visit(next);
    }
  };
  for (const root of [schema.getQueryType(), schema.getSubscriptionType()]) if (root) visit(root);
  return reached;
}

function answered(field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isUnionType(type)) return type.getTypes();
  return isObjectType(type) ? [type] : [];
}
