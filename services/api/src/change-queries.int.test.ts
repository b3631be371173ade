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
    expect(paid).toMatchObject({
      before: "0",
      after: "1500000",
      cause: "worldMovedOn",
      because: [{ id: given.ids.third }],
    });
  });

  it("works backwards and between instants", async () => {
    const to = { asOf: "2016-12-31", knownAt: given.beforeMoney };
    const { planDiff } = await ask<Diff>(query, { from: { asOf: "2016-12-31" }, to });
    const paid = planDiff.changes.find(({ path }) => path === "paid");
    expect(paid).toMatchObject({ before: "1200000", after: "0", cause: "learntBetter" });
    expect(paid?.because.map(({ id }) => id)).toEqual([given.ids.third, given.ids.fourth]);
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
