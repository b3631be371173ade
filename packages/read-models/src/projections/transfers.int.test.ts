import { afterEach, describe, expect, it } from "vitest";
import { Book } from "../testing/book.ts";
import { type Projected, projected } from "../testing/projected.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const wan = 1_000_000n;

/** Money in the account, 50 万元 released to housing, and 10 of it paid. */
function paid(): { readonly book: Book; readonly payment: string } {
  const book = Book.opened();
  book.release("2016-01-10", "housing", 50n);
  return { book, payment: book.pay("2016-01-20", "housing", 10n).id };
}

async function projectedBook(book: Book): Promise<Projected> {
  const one = await projected(book.history(), { every: 1 });
  closers.push(() => one.close());
  return one;
}

/** Amounts by voucher in 万元, with what is open of each, as known now or at an instant. */
async function amounts({ models }: Projected, asked: { asOf?: string; knownAt?: string } = {}) {
  const { rows } = await models.transfers("alpha", await models.resolve(asked), { first: 50, after: null });
  return Object.fromEntries(rows.map(({ node }) => [node.voucher, [node.amountFen / wan, node.openFen / wan]]));
}

async function rowsOf({ tables }: Projected, event: string) {
  return tables.query(
    `select amount_fen, known_from, known_to, project from ${tables.schema}.transfer
      where fact = (select fact from ${tables.schema}.plan_event where id = $1) order by known_from`,
    [event],
  );
}

describe("a reversal", () => {
  it("moves what was open when it happened, and another amount once an earlier refund is learnt of", async () => {
    const { book, payment } = paid();
    const reversal = book.reverse("2016-03-01", payment);
    const refund = book.refund("2016-02-01", payment, 4n, "2016-04-01");
    const one = await projectedBook(book);
    expect(await amounts(one)).toMatchObject({ 支: [10n, 0n], 退: [4n, 0n], 冲: [6n, 0n] });
    expect(await amounts(one, { knownAt: reversal.recordedAt })).toMatchObject({ 支: [10n, 0n], 冲: [10n, 0n] });
    expect(await amounts(one, { asOf: "2016-02-15" })).toMatchObject({ 支: [10n, 6n], 退: [4n, 0n] });
    expect(await rowsOf(one, reversal.id)).toMatchObject([
      { amount_fen: "10000000", known_to: refund.position.toString() },
      { amount_fen: "6000000", known_from: refund.position.toString(), known_to: null },
    ]);
  });

  it("moves more again when the refund before it turns out never to have been", async () => {
    const { book, payment } = paid();
    const refund = book.refund("2016-02-01", payment, 4n);
    book.reverse("2016-03-01", payment);
    book.takeOut("2016-04-01", refund.id);
    const one = await projectedBook(book);
    expect(await amounts(one)).toMatchObject({ 支: [10n, 0n], 冲: [10n, 0n] });
    expect(await rowsOf(one, refund.id)).toMatchObject([{ known_to: expect.any(String) }]);
  });

  it("counts a corrected refund once when the view is folded from a snapshot after it", async () => {
    const { book, payment } = paid();
    const refund = book.refund("2016-02-01", payment, 4n);
    const data = { payment, amountFen: 2n * wan, voucher: "退", reason: "多付", note: null };
    const corrects = { event: refund.id, reason: "金额有误" };
    book.record("2016-02-02", { name: "ReceiveRefund", occurredOn: "2016-02-01", data, corrects });
    for (const day of ["2016-02-10", "2016-02-11", "2016-02-12"]) book.appropriate(day, 1n);
    book.reverse("2016-03-01", payment);
    const one = await projectedBook(book);
    const { view } = (await one.models.plan("alpha", await one.models.resolve({}))) ?? {};
    expect(view?.paidFen).toBe(0n);
    expect(await amounts(one)).toMatchObject({ 冲: [8n, 0n], 退: [2n, 0n] });
  });
});

describe("a correction", () => {
  it("of a payment's project takes its refund along", async () => {
    const { book, payment } = paid();
    book.release("2016-01-11", "crafts", 20n);
    const refund = book.refund("2016-02-01", payment, 4n);
    const payee = { payeeKind: "contractor", payeeName: "施工队", purpose: "进度款" } as const;
    const data = { project: "crafts", amountFen: 9n * wan, voucher: "支", note: null, ...payee };
    const corrects = { event: payment, reason: "项目有误" };
    book.record("2016-03-01", { name: "MakePayment", occurredOn: "2016-01-20", data, corrects });
    const one = await projectedBook(book);
    expect(await rowsOf(one, refund.id)).toMatchObject([{ project: "housing" }, { project: "crafts", known_to: null }]);
    const { rows } = await one.models.transfers("alpha", await one.models.resolve({}), {
      first: 1,
      after: null,
      kind: "refund",
    });
    expect(rows[0]?.node).toMatchObject({ from: "payees:crafts", to: "subledger:crafts", project: "crafts" });
  });

  it("leaves every other row as it is", async () => {
    const { book, payment } = paid();
    const other = book.pay("2016-01-21", "housing", 3n);
    book.refund("2016-02-01", payment, 4n);
    const one = await projectedBook(book);
    expect(await rowsOf(one, other.id)).toMatchObject([{ known_to: null }]);
    expect(await rowsOf(one, payment)).toHaveLength(1);
  });
});
