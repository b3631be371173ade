import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baiyuSlug } from "./testing/baiyu-workbook.ts";
import { type PlanWithMoney, planWithMoney } from "./testing/plan-with-money.ts";

let given: PlanWithMoney;
beforeAll(async () => {
  given = await planWithMoney();
});
afterAll(() => given.api.dispose());

const ask = <Data>(...call: Parameters<PlanWithMoney["ask"]>) => given.ask<Data>(...call);
const errorOf: PlanWithMoney["errorOf"] = (...call) => given.errorOf(...call);

describe("plan", () => {
  it("gives the figures of the plan's table", async () => {
    const { plan } = await ask<{
      plan: Record<string, unknown>;
    }>(`query Matrix($slug: String!, $asOf: Date, $knownAt: DateTime) {
      plan(slug: $slug, asOf: $asOf, knownAt: $knownAt) {
        slug firstYear lastYear total { fen wan currency }
        years { year allocated { wan } byRule { wan } variance { wan } appropriated { fen } }
        sectors { code sharePercent }
        projects { code allocated { wan } allocations { amount { wan } } }
      }
    }`);
    expect(plan).toMatchObject({
      slug: baiyuSlug,
      total: { fen: "15000000000", wan: "15000", currency: "CNY" },
      years: [
        { year: 2016, allocated: { wan: "2700" }, byRule: { wan: "2717" }, variance: { wan: "-17" } },
        { year: 2017, allocated: { wan: "2852" }, byRule: { wan: "2852.85" }, variance: { wan: "-0.85" } },
        { year: 2018, allocated: { wan: "2995" }, byRule: { wan: "2995.4925" }, variance: { wan: "-0.4925" } },
        { year: 2019, allocated: { wan: "3145" }, byRule: { wan: "3145.267125" }, variance: { wan: "-0.267125" } },
        { year: 2020, allocated: { wan: "3308" }, byRule: { wan: "3302.530481" }, variance: { wan: "5.469519" } },
      ],
      sectors: [
        { code: "livelihood", sharePercent: "78.00" },
        { code: "industry", sharePercent: "8.67" },
        { code: "infrastructure", sharePercent: "12.33" },
        { code: "talent", sharePercent: "0.67" },
        { code: "social-governance", sharePercent: "0.33" },
      ],
    });
  });
});

const planText = (fields: string): string => `query ($slug: String!, $asOf: Date, $knownAt: DateTime) {
  plan(slug: $slug, asOf: $asOf, knownAt: $knownAt) ${fields}
}`;
const figures = `{ total { fen } appropriated { fen } released { fen } paid { fen }
  position stateHash permalink pair { asOf knownAt } accounts { account balance { fen } } }`;

interface Figures {
  readonly appropriated: { readonly fen: string };
  readonly released: { readonly fen: string };
  readonly paid: { readonly fen: string };
  readonly stateHash: string;
  readonly permalink: string;
  readonly pair: { readonly asOf: string; readonly knownAt: string };
  readonly accounts: readonly { readonly account: string; readonly balance: { readonly fen: string } }[];
}

const planAt = async (asOf: string | null, knownAt: string | null = null): Promise<Figures | null> => {
  const query = planText(figures);
  return (await ask<{ plan: Figures | null }>(query, { asOf, knownAt })).plan;
};

describe("two times", () => {
  it("show the state of a day", async () => {
    expect((await planAt("2016-01-31"))?.appropriated.fen).toBe("0");
    expect((await planAt("2016-02-01"))?.appropriated.fen).toBe("270000000000");
    expect((await planAt("2016-03-31"))?.paid.fen).toBe("0");
    expect((await planAt("2016-04-30"))?.paid.fen).toBe("1500000");
    expect((await planAt("2016-05-01"))?.paid.fen).toBe("1200000");
  });

  it("show what was known at an instant", async () => {
    expect((await planAt(null, given.beforeMoney))?.appropriated.fen).toBe("0");
    expect((await planAt(null))?.appropriated.fen).toBe("270000000000");
  });

  it("show nothing before the adoption, or before anything was known", async () => {
    expect(await planAt("2015-12-31")).toBeNull();
    expect(await planAt(null, "2001-01-01T00:00:00Z")).toBeNull();
  });

  it("left out are named in the answer, and its permalink and hash stay what they are", async () => {
    const now = await planAt(null);
    expect(now?.pair.knownAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const again = await planAt(now?.pair.asOf ?? null, now?.pair.knownAt ?? null);
    expect(again).toEqual(now);
    const link = new URL(now?.permalink ?? "", "http://localhost");
    expect(link.pathname).toBe(`/plans/${baiyuSlug}`);
    expect(Object.fromEntries(link.searchParams)).toEqual(now?.pair);
  });

  it("are the same for everything that one query asks without them", async () => {
    const { a, b, c } = await ask<Record<string, { pair: object }>>(`query ($slug: String!) {
      a: plan(slug: $slug) { pair { asOf knownAt } }
      b: transfers(slug: $slug, first: 1) { pair { asOf knownAt } }
      c: events(slug: $slug, first: 1) { pair { asOf knownAt } }
    }`);
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  it.each([
    ["asOf", "2199-01-01", "BAD_DATE", "尚未到来", "has not come yet"],
    ["asOf", "2016-02-30", "BAD_DATE", "YYYY-MM-DD", "YYYY-MM-DD"],
    ["asOf", "yesterday", "BAD_DATE", "YYYY-MM-DD", "YYYY-MM-DD"],
    ["knownAt", "2199-01-01T00:00:00Z", "BAD_INSTANT", "尚未到来", "has not come yet"],
    ["knownAt", "2016-01-01", "BAD_INSTANT", "带时区", "with its zone"],
  ])("refuse %s %s by name, value and remedy, in the reader's language", async (field, value, code, zh, en) => {
    const query = planText("{ slug }");
    const shown = field === "knownAt" && value.includes("T") ? "2199-01-01T00:00:00.000000Z" : value;
    expect(await errorOf(query, { [field]: value })).toMatchObject({ code, field, value: shown });
    expect((await errorOf(query, { [field]: value })).message).toContain(zh);
    expect((await errorOf(query, { [field]: value }, "en")).message).toContain(en);
    const literal = `{ plan(slug: "x", ${field}: "${value}") { slug } }`;
    expect(await errorOf(literal)).toMatchObject({ code, field, value: shown });
  });

  it("name the side of a diff that is wrong", async () => {
    const query = `query ($slug: String!) {
      planDiff(slug: $slug, from: { asOf: "2016-01-01" }, to: { asOf: "2199-01-01" }) { changes { path } }
    }`;
    expect(await errorOf(query)).toMatchObject({ code: "BAD_DATE", field: "to.asOf", value: "2199-01-01" });
  });
});

describe("texts", () => {
  it("come in the reader's language, or in the one that a field asks for", async () => {
    const query = planText(`{ sectors { name en: name(lang: en) } accounts { label } }`);
    interface Texts {
      readonly plan: { readonly sectors: readonly object[]; readonly accounts: readonly { readonly label: string }[] };
    }
    const zh = await given.api.ask<Texts>(query, { slug: baiyuSlug });
    expect(zh.data?.plan.sectors[0]).toEqual({ name: "民生改善", en: "Livelihood" });
    expect(zh.data?.plan.accounts[1]?.label).toBe("专户");
    const en = await given.api.ask<Texts>(query, { slug: baiyuSlug }, { lang: "en-GB,en;q=0.8" });
    expect(en.data?.plan.sectors[0]).toEqual({ name: "Livelihood", en: "Livelihood" });
    expect(en.data?.plan.accounts[1]?.label).toBe("Earmarked account");
  });
});

describe("plans", () => {
  it("lists what exists at the moment", async () => {
    const query = `query ($asOf: Date) { plans(asOf: $asOf) { slug total { wan } pair { asOf } } }`;
    expect(await ask(query, { asOf: "2016-01-01" })).toEqual({
      plans: [{ slug: baiyuSlug, total: { wan: "15000" }, pair: { asOf: "2016-01-01" } }],
    });
    expect(await ask(query, { asOf: "2015-12-31" })).toEqual({ plans: [] });
  });
});
