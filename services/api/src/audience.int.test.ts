import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FieldFacts } from "./schema/audience.ts";
import { schema } from "./schema/schema.ts";
import { type ApiFixture, apiFixture, writeToken } from "./testing/api-fixture.ts";
import { someEvidence, type SomeEvidence } from "./testing/some-evidence.ts";
import { appropriation, householdPayment, payment, recordingOn, release } from "./testing/record.ts";

const slug = "walked";
let api: ApiFixture;
let evidence: SomeEvidence;
let paid = "";
beforeAll(async () => {
  evidence = await someEvidence();
  api = await apiFixture({ evidence: evidence.files });
  await api.adopt(slug);
  const record = recordingOn(api, slug);
  await record("recordAppropriation", { ...appropriation("1000000"), note: "只供内部" });
  await record("recordRelease", release("crafts", "500000"));
  const { events } = await record("recordPayment", { ...payment("crafts", "100000"), note: "只供内部" });
  paid = events[0]?.id ?? "";
  await record("recordHouseholdPayment", householdPayment("只供内部甲"));
  const { sha256 } = await evidence.keepPicture(50);
  const photo = { occurredOn: "2016-04-03", project: "crafts", kind: "photo", sha256, captionZh: "封顶" };
  await record("attachEvidence", { ...photo, note: "只供内部" });
  const taken = { occurredOn: "2016-04-04", project: "crafts", sha256, reason: "重拍", note: "只供内部" };
  await record("withdrawEvidence", taken);
});
afterAll(async () => {
  await api.dispose();
  await evidence.dispose();
});

type Field = GraphQLField<unknown, unknown>;
const audienceOf = (field: Field): unknown => (field.extensions as Partial<FieldFacts>).audience;

/** Arguments with which every query answers something. */
const given: Readonly<Record<string, string>> = {
  plan: `(slug: "${slug}")`,
  planDiff: `(slug: "${slug}", from: { asOf: "2016-01-31" }, to: { asOf: "2016-12-31" })`,
  because: `(slug: "${slug}", figure: "years.2016.variance")`,
  transfers: `(slug: "${slug}", first: 3)`,
  events: `(slug: "${slug}", first: 3)`,
  event: `(id: "PAID")`,
  preview: `(slug: "${slug}", command: { closePlan: { occurredOn: "2016-12-31", reason: "r", document: "d" } })`,
  previewWorkbook: `(contentBase64: "AAAA")`,
  workbook: `(slug: "${slug}")`,
  project: `(code: "crafts")`,
};

/** Everything that can be selected below a type. */
function selection(type: GraphQLNamedType): string {
  if (isUnionType(type)) {
    const parts = type.getTypes().map((member) => `... on ${member.name} ${selection(member)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).map((field) => {
    const args = field.args.some(({ type: wanted }) => isNonNullType(wanted)) ? given[field.name] : "";
    return `${field.name}${args} ${selection(getNamedType(field.type))}`;
  });
  return `{ ${fields.join(" ")} }`;
}

const asked = (field: Field): string =>
  `${field.name}${(given[field.name] ?? "").replace("PAID", paid)} ${selection(getNamedType(field.type))}`;

/** Values of staff fields in an answer, by the path of the field. */
function staffValues(type: GraphQLNamedType, value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => staffValues(type, item, path));
  if (typeof value !== "object" || value === null || !isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const inner: unknown = (value as Record<string, unknown>)[field.name];
    const here = `${path}.${field.name}`;
    const own = audienceOf(field) === "staff" ? [[here, inner] as const] : [];
    return [...own, ...staffValues(getNamedType(field.type), inner, here)];
  });
}

const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const outsiders = [null, "a-wrong-token-0123456789"];

describe("every query", () => {
  it.each(outsiders)("as %j answers its public fields whole and its staff fields with null", async (token) => {
    const seen: unknown[] = [];
    for (const field of queries.filter((one) => audienceOf(one) === "public")) {
      const { data, errors } = await api.ask<Record<string, unknown>>(`{ ${asked(field)} }`, {}, { token });
      expect(errors, field.name).toEqual([]);
      expect(data?.[field.name], field.name).toBeTruthy();
      const values = staffValues(getNamedType(field.type), data?.[field.name], field.name);
      seen.push(...values);
      expect(values.filter(([, value]) => value !== null)).toEqual([]);
      expect(JSON.stringify(data)).not.toContain("只供内部");
    }
    expect(seen.length).toBeGreaterThan(5);
  });

  it("as staff answers staff fields as well", async () => {
    for (const field of queries) {
      const { data, errors } = await api.ask<Record<string, unknown>>(`{ ${asked(field)} }`, {}, { token: writeToken });
      expect(errors, field.name).toEqual([]);
      expect(data?.[field.name], field.name).toBeTruthy();
      const values = staffValues(getNamedType(field.type), data?.[field.name], field.name);
      const events = values.filter(([path]) => path.endsWith(".actor") || path.endsWith(".data"));
      expect(events.filter(([, value]) => value === null)).toEqual([]);
    }
    const { data } = await api.ask(`{ event(id: "${paid}") { data actor } }`, {}, { token: writeToken });
    expect(JSON.stringify(data)).toContain("只供内部");
  });

  it.each(outsiders)("that is for staff is an error as %j, and says what is missing", async (token) => {
    const staff = queries.filter((field) => audienceOf(field) === "staff");
    expect(staff.map(({ name }) => name)).toEqual(["preview", "previewWorkbook"]);
    for (const field of staff) {
      const answer = await api.ask(`{ ${asked(field)} }`, {}, { token });
      expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    }
  });
});

describe("every mutation", () => {
  const text = (field: Field): string => {
    const args = field.args.map(({ name, type }) => `${name}: ${sample(type)}`);
    return `mutation { ${field.name}(${args.join(", ")}) { __typename } }`;
  };

  it.each(outsiders)("as %j is refused before anything is looked at", async (token) => {
    const before = await api.store.head();
    for (const field of mutations) {
      const answer = await api.ask(text(field), {}, { token });
      expect(answer, field.name).toMatchObject({ data: null, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    }
    expect((await api.store.head()).position).toBe(before.position);
  });

  it("as staff answers with its union and never with an error", async () => {
    for (const field of mutations) {
      const { data, errors } = await api.ask<Record<string, { __typename: string }>>(
        text(field),
        {},
        {
          token: writeToken,
        },
      );
      expect(errors, field.name).toEqual([]);
      expect(["Recorded", "Refusal"]).toContain(data?.[field.name]?.__typename);
    }
  });
});

describe("the viewer", () => {
  it.each([
    [null, false],
    ["a-wrong-token-0123456789", false],
    [writeToken, true],
  ])("with the token %j is staff: %j", async (token, staff) => {
    expect((await api.ask("{ viewer { staff } }", {}, { token })).data).toEqual({ viewer: { staff } });
  });
});

/** Some value of an input type, as it stands in a document. */
function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return `[${sample(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(({ type: inner }) => isNonNullType(inner));
    return `{ ${fields.map((field) => `${field.name}: ${sample(field.type)}`).join(", ")} }`;
  }
  return { Int: "2016", Date: '"2016-02-01"', BigInt: '"1"', Decimal: '"1"' }[type.name] ?? '"walked"';
}
