import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanEvent } from "@mingzhang/domain";
import { Book } from "../testing/book.ts";
import { type Projected, projected } from "../testing/projected.ts";
import { testPlan } from "../testing/test-plan.ts";
import { InvalidCursor } from "./cursor.ts";

let one: Projected;
let wrong: PlanEvent;
let right: PlanEvent;
let refund: PlanEvent;
let size: number;

const wan = 1_000_000n;

beforeAll(async () => {
  const book = Book.opened();
  wrong = book.release("2016-01-10", "housing", 50n);
  const data = { project: "crafts", amountFen: 50n * wan, voucher: "下", note: "内部" };
  const corrects = { event: wrong.id, reason: "项目有误" };
  right = book.record("2016-02-01", { name: "ReleaseFunds", occurredOn: "2016-01-10", data, corrects });
  book.record("2016-02-02", { name: "AdoptPlan", occurredOn: "2016-02-02", plan: testPlan("beta") }, "beta");
  const payment = book.pay("2016-03-01", "crafts", 5n);
  refund = book.refund("2016-03-05", payment.id, 1n);
  const history = book.history();
  size = history.events.length;
  one = await projected(history);
});
afterAll(() => one.close());

const whole = { first: 100, after: null };
const now = () => one.models.resolve({});

describe("events of a plan", () => {
  it("come newest recorded first, replaced ones with what replaced them", async () => {
    const { rows } = await one.models.events("alpha", await now(), { ...whole, type: "FundsReleased" });
    expect(rows.map(({ node }) => [node.event.id, node.replacedBy])).toEqual([
      [right.id, null],
      [wrong.id, right.id],
    ]);
    const before = await one.models.resolve({ knownAt: wrong.recordedAt });
    expect((await one.models.event(wrong.id, before))?.replacedBy).toBeNull();
    expect(await one.models.event(right.id, before)).toBeNull();
  });

  it.each([
    ["the project that a correction left, too", "housing", ["FundsReleased", "FundsReleased"]],
    ["the project of a payment for its refund", "crafts", ["RefundReceived", "PaymentMade", "FundsReleased"]],
  ])("are found by project: %s", async (_, project, types) => {
    const { rows } = await one.models.events("alpha", await now(), { ...whole, project });
    const recent = rows.map(({ node }) => node.event.type).filter((type) => !/Project|Allocation/.test(type));
    expect(recent).toEqual(types);
  });

  it("are paged without a gap or a repeat", async () => {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await one.models.events("alpha", await now(), { first: 7, after });
      ids.push(...page.rows.map(({ node }) => node.event.id));
      more = page.hasNextPage;
      after = page.rows.at(-1)?.cursor ?? null;
    }
    const { rows, totalCount } = await one.models.events("alpha", await now(), whole);
    expect(ids).toEqual(rows.map(({ node }) => node.event.id));
    expect(new Set(ids).size).toBe(totalCount);
  });

  it("refuse a cursor of another list", async () => {
    const { rows } = await one.models.transfers("alpha", await now(), { first: 1, after: null });
    const after = rows[0]?.cursor ?? "";
    await expect(one.models.events("alpha", await now(), { first: 1, after })).rejects.toThrow(InvalidCursor);
  });

  it("keep every field of the event, those for staff included", async () => {
    const row = await one.models.event(right.id, await now());
    expect(row?.event).toEqual(right);
  });

  it.each(["", "no-uuid", "00000000-0000-4000-8000-999999999999"])("know none by the id %j", async (id) => {
    expect(await one.models.event(id, await now())).toBeNull();
  });
});

describe("public entries", () => {
  it("have dense indices over all plans, in the order of recording", async () => {
    const rows = await one.models.entries(await now(), { limit: 1_000 });
    expect(rows.map(({ publicIndex }) => publicIndex)).toEqual(
      Array.from({ length: size }, (_, index) => BigInt(index)),
    );
    expect(new Set(rows.map(({ event }) => event.plan))).toEqual(new Set(["alpha", "beta"]));
  });

  it("are read onward from an index, or the newest downward", async () => {
    const indices = async (query: Parameters<typeof one.models.entries>[1]) =>
      (await one.models.entries(await now(), query)).map(({ publicIndex }) => Number(publicIndex));
    expect(await indices({ from: 5n, limit: 3 })).toEqual([5, 6, 7]);
    expect(await indices({ newest: true, limit: 2 })).toEqual([size - 1, size - 2]);
    expect(await indices({ newest: true, from: 4n, limit: 2 })).toEqual([4, 3]);
    expect(await indices({ plan: "beta", newest: true, limit: 1 })).toEqual([size - 3]);
    expect(await indices({ plan: "gamma", limit: 1 })).toEqual([]);
  });

  it("are found one by one, at the moments that know them", async () => {
    const index = (await one.models.event(refund.id, await now()))?.publicIndex ?? -1n;
    expect((await one.models.entry(index, await now()))?.event.id).toBe(refund.id);
    expect(await one.models.entry(index, await one.models.resolve({ asOf: "2016-03-04" }))).toBeNull();
    expect(await one.models.entry(index, await one.models.resolve({ knownAt: right.recordedAt }))).toBeNull();
    for (const none of [-1n, BigInt(size), 2n ** 70n]) expect(await one.models.entry(none, await now())).toBeNull();
  });
});
