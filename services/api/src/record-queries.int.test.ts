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
      id: given.ids.third,
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
    expect(seen).toEqual([given.ids.fourth, given.ids.third, given.ids.second, given.ids.first]);
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
    expect(events.edges.map(({ node }) => node.id)).toEqual([given.ids.fourth, given.ids.third]);
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
    expect(await ask(byId, { id: given.ids.third })).toMatchObject({ event: { type: "PaymentMade" } });
    expect(await ask(byId, { id: given.ids.third?.toUpperCase() })).toMatchObject({ event: { type: "PaymentMade" } });
    for (const id of ["00000000-0000-4000-8000-000000000000", "nothing", "\u0000", ""]) {
      expect(await ask(byId, { id })).toEqual({ event: null });
    }
  });
});
