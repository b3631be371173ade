import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture } from "./testing/api-fixture.ts";
import { baiyuSlug } from "./testing/baiyu-workbook.ts";
import { appropriation, payment, type Recording, recordingOn, release } from "./testing/record.ts";

let api: ApiFixture;
let record: Recording;
let beforeMoney: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await apiFixture();
  await api.adopt();
  record = recordingOn(api);
  beforeMoney = (await api.readModels.checkpoint()).recordedAt;
  const first = await record("recordAppropriation", appropriation("270000000000", "2016-02-01"));
  const second = await record("recordRelease", release("crafts", "2000000", "2016-03-01"));
  const third = await record("recordPayment", payment("crafts", "1500000", "2016-04-01"));
  const refund = { occurredOn: "2016-05-01", payment: third.events[0]?.id ?? "", amountFen: "300000", voucher: "退-1" };
  const fourth = await record("recordRefund", { ...refund, reason: "多付" });
  for (const [name, result] of Object.entries({ first, second, third, fourth })) {
    if (result.__typename !== "Recorded") throw new Error(result.message);
    ids[name] = result.events[0]?.id ?? "";
  }
});
afterAll(() => api.dispose());

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await api.ask<Data>(query, { slug: baiyuSlug, ...variables });
  if (!data || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}

async function errorOf(query: string, variables: Record<string, unknown> = {}, lang = "zh") {
  const { errors } = await api.ask(query, { slug: baiyuSlug, ...variables }, { lang });
  expect(errors).toHaveLength(1);
  return { ...errors[0]?.extensions, message: errors[0]?.message };
}

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
    expect((await planAt(null, beforeMoney))?.appropriated.fen).toBe("0");
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
    const zh = await api.ask<Texts>(query, { slug: baiyuSlug });
    expect(zh.data?.plan.sectors[0]).toEqual({ name: "民生改善", en: "Livelihood" });
    expect(zh.data?.plan.accounts[1]?.label).toBe("专户");
    const en = await api.ask<Texts>(query, { slug: baiyuSlug }, { lang: "en-GB,en;q=0.8" });
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

interface Diff {
  readonly planDiff: {
    readonly changes: readonly {
      readonly path: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly cause: string;
      readonly because: readonly { readonly id: string; readonly logIndex: string }[];
    }[];
  };
}

describe("planDiff", () => {
  const query = `query Diff($slug: String!, $from: Moment!, $to: Moment!) {
    planDiff(slug: $slug, from: $from, to: $to) {
      from { asOf } to { asOf }
      changes { path label before after cause because { id type occurredOn recordedAt logIndex replacedBy summary } }
    }
  }`;

  it("gives what differs between two days, and the events that made the difference", async () => {
    const { planDiff } = await ask<Diff>(query, { from: { asOf: "2016-03-31" }, to: { asOf: "2016-04-30" } });
    const paid = planDiff.changes.find(({ path }) => path === "paid");
    expect(paid).toMatchObject({ before: "0", after: "1500000", cause: "worldMovedOn", because: [{ id: ids.third }] });
  });

  it("works backwards and between instants", async () => {
    const to = { asOf: "2016-12-31", knownAt: beforeMoney };
    const { planDiff } = await ask<Diff>(query, { from: { asOf: "2016-12-31" }, to });
    const paid = planDiff.changes.find(({ path }) => path === "paid");
    expect(paid).toMatchObject({ before: "1200000", after: "0", cause: "learntBetter" });
    expect(paid?.because.map(({ id }) => id)).toEqual([ids.third, ids.fourth]);
    expect(paid?.because[0]?.logIndex).toMatch(/^\d+$/);
  });

  it("gives everything against a day before the plan", async () => {
    const { planDiff } = await ask<Diff>(query, { from: { asOf: "2015-01-01" }, to: { asOf: "2016-01-01" } });
    expect(planDiff.changes.find(({ path }) => path === "total")).toMatchObject({ before: null, after: "15000000000" });
  });

  it("of a plan that exists at neither moment is not found", async () => {
    const variables = { from: { asOf: "2015-01-01" }, to: { asOf: "2015-02-01" } };
    expect(await errorOf(query, variables)).toMatchObject({ code: "NOT_FOUND", field: "slug", value: baiyuSlug });
  });
});

describe("because", () => {
  const query = `query Why($slug: String!, $figure: String!, $asOf: Date, $knownAt: DateTime) {
    because(slug: $slug, figure: $figure, asOf: $asOf, knownAt: $knownAt) {
      path label kind value formula operands { path value } pair { asOf }
      events { id type occurredOn recordedAt position logIndex summary contribution { fen } }
    }
  }`;
  interface Why {
    readonly because: {
      readonly value: string;
      readonly formula: string | null;
      readonly operands: readonly { readonly path: string }[];
      readonly events: readonly { readonly contribution: { readonly fen: string } | null }[];
    };
  }

  it.each(["total", "paid", "accounts.earmarked.balance", "years.2016.appropriated", "projects.crafts.paid"])(
    "gives contributions that add up to %s",
    async (figure) => {
      const { because } = await ask<Why>(query, { figure });
      const sum = because.events.reduce((total, { contribution }) => total + BigInt(contribution?.fen ?? 0), 0n);
      expect(because.events.length).toBeGreaterThan(0);
      expect(sum.toString()).toBe(because.value);
    },
  );

  it("gives every event its public index, many at once", async () => {
    const text = `query ($slug: String!) { because(slug: $slug, figure: "total") { events { id logIndex } } }`;
    interface Indexed {
      readonly because: { readonly events: readonly { readonly id: string; readonly logIndex: string }[] };
    }
    const { events } = (await ask<Indexed>(text)).because;
    expect(events.length).toBeGreaterThan(8);
    for (const { id, logIndex } of events) {
      expect(await ask(`query ($id: ID!) { event(id: $id) { logIndex } }`, { id })).toEqual({ event: { logIndex } });
    }
  });

  it("gives a formula with its operands", async () => {
    const { because } = await ask<Why>(query, { figure: "years.2018.variance" });
    expect(because.formula).toMatch(/\p{Script=Han}/u);
    expect(because.operands.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["years.2018.allocated", "years.2018.byRule"]),
    );
  });

  it("of a figure that is none says what a figure looks like", async () => {
    expect(await errorOf(query, { figure: "happiness" })).toMatchObject({
      code: "BAD_ARGUMENT",
      field: "figure",
      value: "happiness",
      message: expect.stringContaining("total, years.2016.allocated"),
    });
  });
});

describe("transfers", () => {
  const query = `query Transfers(
    $slug: String!, $first: Int, $after: String
    $project: String, $year: Int, $kind: TransferKind, $from: Date, $to: Date
  ) {
    transfers(
      slug: $slug, first: $first, after: $after
      project: $project, year: $year, kind: $kind, from: $from, to: $to
    ) {
      totalCount total { fen }
      edges { cursor node {
        id kind occurredOn lateDays amount { fen } open { fen }
        from to fromLabel toLabel project payeeName voucher logIndex
      } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;
  interface Transfers {
    readonly transfers: {
      readonly totalCount: number;
      readonly total: { readonly fen: string };
      readonly edges: readonly {
        readonly cursor: string;
        readonly node: { readonly id: string; readonly kind: string };
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  }

  it("come newest first, with labels and what is open of them", async () => {
    const { transfers } = await ask<Transfers>(query);
    expect(transfers.edges.map(({ node }) => node.kind)).toEqual(["refund", "payment", "release", "appropriation"]);
    expect(transfers.edges[1]?.node).toMatchObject({
      id: ids.third,
      amount: { fen: "1500000" },
      open: { fen: "1200000" },
      from: "subledger:crafts",
      to: "payees:crafts",
      fromLabel: "专账：河坡民族特色手工业",
      payeeName: "白玉县第一建筑公司",
      project: "crafts",
    });
  });

  it("are counted and summed over the whole filter, refunds negative", async () => {
    const { transfers } = await ask<Transfers>(query, { first: 1, project: "crafts", from: "2016-04-01" });
    expect(transfers).toMatchObject({ totalCount: 2, total: { fen: "1200000" }, pageInfo: { hasNextPage: true } });
  });

  it.each([
    [{ kind: "release" }, ["release"]],
    [{ year: 2015 }, []],
    [{ to: "2016-03-01" }, ["release", "appropriation"]],
    [{ project: "housing" }, []],
  ])("are filtered by %j", async (filter, kinds) => {
    const { transfers } = await ask<Transfers>(query, filter);
    expect(transfers.edges.map(({ node }) => node.kind)).toEqual(kinds);
  });

  it("are paged without a gap or a repeat", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { transfers }: Transfers = await ask<Transfers>(query, { first: 1, after });
      seen.push(...transfers.edges.map(({ node }) => node.id));
      after = transfers.pageInfo.hasNextPage ? transfers.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([ids.fourth, ids.third, ids.second, ids.first]);
  });

  it("of an empty page have their sums", async () => {
    const { transfers } = await ask<Transfers>(query, { first: 0 });
    expect(transfers).toMatchObject({ totalCount: 4, edges: [], pageInfo: { hasNextPage: true, endCursor: null } });
  });

  it.each([
    [{ first: -1 }, "first", "-1"],
    [{ first: 501 }, "first", "501"],
    [{ after: "not-a-cursor" }, "after", "not-a-cursor"],
    [{ project: "a\u0000b" }, "project", "a\u0000b"],
  ])("refuse %j by name, value and bounds", async (variables, field, value) => {
    expect(await errorOf(query, variables)).toMatchObject({ code: "BAD_ARGUMENT", field, value });
  });

  it("of a plan that does not exist at the moment are not found", async () => {
    expect(await errorOf(query, { slug: "nowhere" })).toMatchObject({ code: "NOT_FOUND", value: "nowhere" });
    expect(await errorOf(query, { slug: "\u0000" })).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("events", () => {
  const query = `query ($slug: String!, $first: Int, $type: String, $project: String) {
    events(slug: $slug, first: $first, type: $type, project: $project) {
      totalCount edges { node {
        id slug type typeLabel version position lateDays summary simulated logIndex
        replaces replacedBy publicData data actor
      } }
    }
  }`;
  interface Events {
    readonly events: {
      readonly totalCount: number;
      readonly edges: readonly { readonly node: Record<string, unknown> }[];
    };
  }

  it("come newest recorded first, whole for the public but for staff fields", async () => {
    const { events } = await ask<Events>(query, { first: 2 });
    expect(events.edges.map(({ node }) => node.id)).toEqual([ids.fourth, ids.third]);
    expect(events.edges[1]?.node).toMatchObject({
      slug: baiyuSlug,
      type: "PaymentMade",
      typeLabel: "支付",
      summary: expect.stringContaining("白玉县第一建筑公司"),
      simulated: false,
      replaces: null,
      data: null,
      actor: null,
    });
    const shown = JSON.parse(String(events.edges[1]?.node.publicData)) as object;
    expect(shown).toMatchObject({ project: "crafts", amountFen: "1500000" });
    expect(shown).not.toHaveProperty("note");
  });

  it("are filtered by kind and project", async () => {
    expect((await ask<Events>(query, { type: "ProjectAdded" })).events.totalCount).toBe(8);
    expect((await ask<Events>(query, { type: "ProjectAdded", project: "crafts" })).events.totalCount).toBe(1);
    expect(await errorOf(query, { type: "Nonsense" })).toMatchObject({ code: "BAD_ARGUMENT", field: "type" });
  });

  it("are found by id", async () => {
    const byId = `query ($id: ID!) { event(id: $id) { type logIndex } }`;
    expect(await ask(byId, { id: ids.third })).toMatchObject({ event: { type: "PaymentMade" } });
    expect(await ask(byId, { id: ids.third?.toUpperCase() })).toMatchObject({ event: { type: "PaymentMade" } });
    for (const id of ["00000000-0000-4000-8000-000000000000", "nothing", "\u0000", ""]) {
      expect(await ask(byId, { id })).toEqual({ event: null });
    }
  });
});
