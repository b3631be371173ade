import { buildSchema, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../schema/schema.ts";
import { maxCost, maxDepth, tooMuch, weigh } from "./cost-limit.ts";

const weight = (query: string, variables: Record<string, unknown> = {}) =>
  weigh({ schema, document: parse(query), variables });

describe("cost", () => {
  it("is a field's own, once for every alias", () => {
    const one = weight(`{ plan(slug: "a") { slug } }`).cost;
    expect(one).toBe(101);
    expect(weight(`{ a: plan(slug: "a") { slug } b: plan(slug: "a") { slug } }`).cost).toBe(2 * one);
  });

  it("is multiplied under a list and a page", () => {
    const flat = weight(`{ transfers(slug: "a", first: 0) { edges { node { id } } } }`).cost;
    expect(flat).toBe(101);
    expect(weight(`{ transfers(slug: "a", first: 100) { edges { node { id } } } }`).cost).toBe(101 + 100 * 2);
    expect(weight(`{ transfers(slug: "a") { edges { node { id } } } }`).cost).toBe(101 + 50 * 2);
  });

  it("reads the page's size from variables and their defaults", () => {
    const query = `query ($n: Int = 20) { transfers(slug: "a", first: $n) { edges { node { id } } } }`;
    expect(weight(query).cost).toBe(101 + 20 * 2);
    expect(weight(query, { n: 7 }).cost).toBe(101 + 7 * 2);
    expect(weight(query, { n: "many" }).cost).toBe(101 + 500 * 2);
    expect(weight(query, { n: -1 }).cost).toBe(101 + 500 * 2);
  });

  it("counts fragments where they are spread", () => {
    const inline = weight(`{ plan(slug: "a") { projects { code name } } }`).cost;
    const spread = `{ plan(slug: "a") { ...P } }
      fragment P on Plan { projects { ... on Project { code ...N } } }
      fragment N on Project { name }`;
    expect(weight(spread).cost).toBe(inline);
  });

  it("of a subscription is found as well", () => {
    expect(weight(`subscription { planEvents(slug: "a") { id type } }`).cost).toBe(102);
  });

  it("of fragments that double at every step is found at once", () => {
    const steps = Array.from({ length: 40 }, (_, at) => `fragment F${at} on Plan { ...F${at + 1} ...F${at + 1} }`);
    const query = `{ plan(slug: "a") { ...F0 } } ${steps.join(" ")} fragment F40 on Plan { slug }`;
    expect(weight(query).cost).toBeGreaterThan(2 ** 40);
  });
});

describe("tooMuch", () => {
  const refused = (query: string) => tooMuch({ schema, document: parse(query), variables: {} }, "en")?.extensions.code;

  it("lets the queries of the public surface through", () => {
    const matrix = `{ plan(slug: "a") {
      slug name donor recipient firstYear lastYear position stateHash total { fen wan }
      years { year allocated { fen } byRule { fen } variance { fen } appropriated { fen } }
      sectors { code name allocated { fen } sharePercent }
      projects { code name sector responsibleUnit status allocated { fen } released { fen } paid { fen } progressPercent
        allocations { year amount { fen } } milestones { code name dueOn reachedOn status } } } }`;
    const diff = `{ planDiff(slug: "a", from: { asOf: "2016-01-01" }, to: { asOf: "2016-02-01" })
      { changes { path label before after because { id type occurredOn recordedAt } } } }`;
    expect(refused(matrix)).toBeUndefined();
    expect(refused(diff)).toBeUndefined();
  });

  it("refuses what costs more than the limit", () => {
    const aliases = Array.from({ length: 260 }, (_, at) => `a${at}: plan(slug: "a") { slug }`);
    expect(260 * 101).toBeGreaterThan(maxCost);
    expect(refused(`{ ${aliases.join(" ")} }`)).toBe("QUERY_TOO_COSTLY");
  });

  it("refuses what is nested deeper than the limit", () => {
    // Our own schema has no cycle that could be nested without end.
    const cyclic = buildSchema("type Query { self: Query name: String }");
    const nested = (depth: number): string => (depth === 1 ? "{ name }" : `{ self ${nested(depth - 1)} }`);
    const codeAt = (depth: number) =>
      tooMuch({ schema: cyclic, document: parse(nested(depth)), variables: {} }, "zh")?.extensions.code;
    expect(codeAt(maxDepth)).toBeUndefined();
    expect(codeAt(maxDepth + 1)).toBe("QUERY_TOO_DEEP");
  });
});
