import type { Book } from "./book.ts";
import { release, simulatedDocument, wan } from "./works.ts";

/** Donor's revenue as its people's congress is simulated to have confirmed it, in 万元. */
const confirmedBases = [
  { on: "2016-02-26", year: 2015, amount: "550200" },
  { on: "2017-02-24", year: 2016, amount: "574600" },
  { on: "2018-02-27", year: 2017, amount: "602800" },
  { on: "2019-02-26", year: 2018, amount: "634100" },
  { on: "2020-04-28", year: 2019, amount: "658700" },
];

/** The money of 2018 came half a year late. */
const appropriations = [
  { on: "2016-03-22", year: 2016, amount: "1500" },
  { on: "2016-08-18", year: 2016, amount: "1200" },
  { on: "2017-04-18", year: 2017, amount: "2852" },
  { on: "2018-10-29", year: 2018, amount: "2995" },
  { on: "2019-04-10", year: 2019, amount: "2000" },
  { on: "2019-08-27", year: 2019, amount: "1165" },
  { on: "2020-05-12", year: 2020, amount: "3333" },
];

const planSeries = 0;
const county = "县对口帮扶工作领导小组（模拟）";

/** What happens to the plan as a whole: bases, appropriations, a reallocation, an amendment, a release taken back. */
export function recordFunding(book: Book): void {
  book.record("SetThresholds", "2016-01-06", { paymentCeilingPoints: "30" });
  for (const { on, year, amount } of confirmedBases) {
    const document = simulatedDocument(on.slice(0, 4), `${year} 年财政决算`);
    book.record("ConfirmFundingBase", on, { year, amountFen: wan(amount), document });
  }
  for (const { on, year, amount } of appropriations) {
    const voucher = book.voucher(Number(on.slice(0, 4)), planSeries);
    book.record("AppropriateFunds", on, { year, amountFen: wan(amount), voucher, note: null });
  }
  releaseToTheWrongProject(book);
  exchangeBetweenYears(book);
  book.record("AmendPlan", "2018-12-18", {
    changes: [
      { project: "village-training", year: 2019, amountFen: wan("20") },
      { project: "village-training", year: 2020, amountFen: wan("25") },
    ],
    reason: "按确认的资金基数追加培训资金（模拟）",
    authority: "武侯区、白玉县联席会议（模拟）",
    document: simulatedDocument("2018", "规划调整批复"),
  });
}

function releaseToTheWrongProject(book: Book): void {
  const wrong = release(book, { project: "guesthouses", number: 3, on: "2016-04-15", amountFen: wan("60") });
  book.record("ReverseTransfer", "2016-04-22", {
    transfer: book.factOf(wrong),
    voucher: book.voucher(2016, 3),
    reason: "误下达至藏式民居接待专账，原路退回（模拟）",
    note: null,
  });
}

/** The tourism works start late, housing can use the money earlier: no sum of a year or of a project changes. */
function exchangeBetweenYears(book: Book): void {
  const amountFen = wan("100");
  const cell = (project: string, year: number) => ({ project, year, amountFen });
  book.entering({ late: 13 }).record("DecideReallocation", "2018-11-20", {
    from: [cell("babagou", 2018), cell("housing", 2019)],
    to: [cell("housing", 2018), cell("babagou", 2019)],
    reason: "巴巴沟开工推迟，与危房改造互换年度资金（模拟）",
    authority: county,
    document: simulatedDocument("2018", "年度资金调剂决定"),
  });
}
