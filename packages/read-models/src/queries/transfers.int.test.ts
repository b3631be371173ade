import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TransferFilter } from "../contract.ts";
import { Book } from "../testing/book.ts";
import { type Projected, projected } from "../testing/projected.ts";
import { InvalidCursor, writeCursor } from "./cursor.ts";

let one: Projected;
const wan = 1_000_000n;

beforeAll(async () => {
  const book = Book.opened();
  book.release("2016-01-10", "housing", 50n);
  book.release("2016-01-10", "crafts", 40n);
  const payment = book.pay("2016-02-01", "housing", 9n);
  book.pay("2016-12-31", "crafts", 7n, "2017-01-09");
  book.refund("2017-02-01", payment.id, 2n);
  book.pay("2017-02-01", "housing", 1n);
  one = await projected(book.history());
});
afterAll(() => one.close());

async function found(filter: TransferFilter, page = { first: 50, after: null as string | null }) {
  return one.models.transfers("alpha", await one.models.resolve({}), { ...filter, ...page });
}

describe("transfers", () => {
  it("come newest day first, and within a day newest recorded first", async () => {
    const { rows, totalCount, totalFen } = await found({});
    expect(rows.map(({ node }) => `${node.occurredOn} ${node.kind}`)).toEqual([
      "2017-02-01 payment",
      "2017-02-01 refund",
      "2016-12-31 payment",
      "2016-02-01 payment",
      "2016-01-10 release",
      "2016-01-10 release",
      "2016-01-02 appropriation",
    ]);
    expect(totalCount).toBe(7);
    expect(totalFen).toBe((500n + 50n + 40n + 9n + 7n - 2n + 1n) * wan);
  });

  it.each<[string, TransferFilter, number, bigint]>([
    ["one project", { project: "housing" }, 4, 58n],
    ["one kind", { kind: "payment" }, 3, 17n],
    ["the calendar year of the day", { year: 2016 }, 5, 606n],
    ["a range of days, ends included", { from: "2016-02-01", to: "2016-12-31" }, 2, 16n],
    ["several at once", { project: "housing", year: 2017, kind: "refund" }, 1, -2n],
    ["what there is not", { project: "nowhere" }, 0, 0n],
    ["filters left empty", { project: null, year: null, kind: null, from: null, to: null }, 7, 605n],
  ])("are found by %s", async (_, filter, count, total) => {
    const { totalCount, totalFen, rows } = await found(filter);
    expect([totalCount, rows.length, totalFen / wan]).toEqual([count, count, total]);
  });

  it("are paged without a gap or a repeat, with the totals of the whole filter on every page", async () => {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await found({}, { first: 2, after });
      ids.push(...page.rows.map(({ node }) => node.id));
      expect([page.totalCount, page.totalFen / wan]).toEqual([7, 605n]);
      more = page.hasNextPage;
      after = page.rows.at(-1)?.cursor ?? null;
    }
    expect(ids).toEqual((await found({})).rows.map(({ node }) => node.id));
    expect((await found({}, { first: 0, after: null })).hasNextPage).toBe(true);
  });

  it.each(["", "x", writeCursor("2016-02-30", 1n), writeCursor("2016-02-01", "1; drop"), writeCursor(5n)])(
    "refuse the cursor %j",
    async (after) => {
      await expect(found({}, { first: 2, after })).rejects.toThrow(InvalidCursor);
    },
  );

  it.each([-1, 1.5, Number.NaN])("refuse a page of %d", async (first) => {
    await expect(found({}, { first, after: null })).rejects.toThrow(RangeError);
  });
});
