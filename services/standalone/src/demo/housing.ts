import { addDays, type Day } from "@mingzhang/domain";
import type { Book } from "./book.ts";
import { workingDaysLater } from "./calendar.ts";
import { split } from "./random.ts";
import { type Pay, recordPayment, recordWorks, wan, type Works } from "./works.ts";

interface Season {
  readonly year: number;
  readonly newHouses: number;
  readonly renovated: number;
  /** Days of the four inspections, each measured over the whole county. */
  readonly inspectedOn: readonly [Day, Day, Day, Day];
  /** Days from which the payments of each inspection are made, one township a working day. */
  readonly paidFrom: readonly [Day, Day, Day, Day];
}

const subsidyPerNewHouse = wan("3.6");
const subsidyPerRenovation = wan("1.5");
const townships = ["昌台", "河坡", "金沙", "建设", "盖玉", "麻绒", "沙马"];
const project = "housing";
const number = 1;

/** Money of 2018 came in November only, so that the households of that year waited for theirs. */
const seasons: readonly Season[] = [
  {
    year: 2017,
    newHouses: 440,
    renovated: 680,
    inspectedOn: ["2017-06-29", "2017-08-30", "2017-10-12", "2017-12-01"],
    paidFrom: ["2017-07-10", "2017-09-11", "2017-10-20", "2017-12-11"],
  },
  {
    year: 2018,
    newHouses: 470,
    renovated: 700,
    inspectedOn: ["2018-06-28", "2018-08-30", "2018-10-11", "2018-11-29"],
    paidFrom: ["2018-11-08", "2018-11-15", "2018-11-27", "2018-12-10"],
  },
  {
    year: 2019,
    newHouses: 500,
    renovated: 760,
    inspectedOn: ["2019-06-27", "2019-08-29", "2019-10-10", "2019-11-28"],
    paidFrom: ["2019-07-08", "2019-09-09", "2019-10-21", "2019-12-09"],
  },
  {
    year: 2020,
    newHouses: 590,
    renovated: 860,
    inspectedOn: ["2020-07-16", "2020-09-03", "2020-10-15", "2020-12-03"],
    paidFrom: ["2020-07-27", "2020-09-14", "2020-10-26", "2020-12-11"],
  },
];

const works: Works = {
  project,
  number,
  milestonesPlannedOn: "2017-01-10",
  milestones: [
    yearly("2017", "1120", { dueOn: "2017-12-15", reachedOn: "2017-12-01" }),
    yearly("2018", "1170", { dueOn: "2018-12-15", reachedOn: "2018-11-29" }),
    yearly("2019", "1260", { dueOn: "2019-12-15", reachedOn: "2019-11-28" }),
    {
      ...yearly("2020", "1450", { dueOn: "2020-10-31", reachedOn: "2020-12-03" }),
      rescheduled: { on: "2020-05-08", dueOn: "2020-12-15", reason: "上半年推迟复工" },
    },
  ],
  preparationFrom: "2016-09-12",
  startedOn: "2017-03-06",
  releases: [
    { on: "2017-04-26", amountFen: wan("1700") },
    { on: "2017-09-06", amountFen: wan("1127") },
    { on: "2018-11-05", amountFen: wan("2720") },
    { on: "2018-12-06", amountFen: wan("100") },
    { on: "2019-04-17", amountFen: wan("1500") },
    { on: "2019-09-04", amountFen: wan("1270") },
    { on: "2020-05-20", amountFen: wan("1900") },
    { on: "2020-09-09", amountFen: wan("1383") },
  ],
  stages: [],
};

function yearly(year: string, households: string, days: { dueOn: Day; reachedOn: Day }) {
  const name = { zh: `${year} 年 ${households} 户完工验收`, en: `${households} households of ${year} accepted` };
  return { code: `year-${year}`, name, ...days };
}

/** Four years of subsidies: inspected four times a year, paid township by township. */
export function recordHousing(book: Book): void {
  recordWorks(book, works);
  const done = { newHouses: 0, renovated: 0 };
  const paid = seasons.map((season) => recordSeason(book, season, done));
  refunds(book, paid);
  book.record("AcceptProject", "2021-03-18", { project, document: "模拟文件〔2021〕：整体验收意见", note: null });
}

function recordSeason(book: Book, season: Season, done: { newHouses: number; renovated: number }): readonly string[] {
  const rounds = season.inspectedOn.length;
  const parts = rounds * townships.length;
  const newHouses = split(book.random, season.newHouses, parts);
  const renovated = split(book.random, season.renovated, parts);
  const keys: string[] = [];
  for (const [round, inspectedOn] of season.inspectedOn.entries()) {
    for (const [place, township] of townships.entries()) {
      const index = round * townships.length + place;
      const batch = { newHouses: newHouses[index] ?? 0, renovated: renovated[index] ?? 0 };
      done.newHouses += batch.newHouses;
      done.renovated += batch.renovated;
      const pay = subsidy({ season, round, place, township, ...batch });
      const entered = unusual[`${season.year}-${index}`] ?? punctual;
      keys.push(entered(book, pay));
    }
    book.record("ReportProgress", inspectedOn, measured("new-houses", done.newHouses));
    book.record("ReportProgress", inspectedOn, measured("renovated-houses", done.renovated));
  }
  return keys;
}

function measured(quantity: string, done: number) {
  return { project, quantity, done: String(done), note: null };
}

interface Batch {
  readonly season: Season;
  readonly round: number;
  readonly place: number;
  readonly township: string;
  readonly newHouses: number;
  readonly renovated: number;
}

function subsidy({ season, round, place, township, newHouses, renovated }: Batch): Pay {
  const from = season.paidFrom[round] ?? season.paidFrom[0];
  return {
    on: workingDaysLater(from, place),
    amountFen: BigInt(newHouses) * subsidyPerNewHouse + BigInt(renovated) * subsidyPerRenovation,
    kind: "householdGroup",
    payee: `${township}片区危房改造户组 ${season.year} 年第 ${round + 1} 批`,
    purpose: `新建 ${newHouses} 户、改扩建 ${renovated} 户补助`,
    // Two townships keep sending their papers weeks after the payment.
    ...(place === 5 && round === 3 ? { late: 17 } : {}),
    ...(place === 6 && round === 1 ? { late: 31 } : {}),
  };
}

/** Two digits change places on the way from voucher to keyboard; the correction takes the place of the entry. */
function misreadPayment(book: Book, pay: Pay): string {
  const voucher = book.voucher(2017, number);
  const key = recordPayment(book, works, { ...pay, voucher, amountFen: pay.amountFen + wan("0.9") });
  recordPayment(book, works, {
    ...pay,
    voucher,
    late: 23,
    corrects: { event: book.factOf(key), reason: "录入时金额数字颠倒，按凭证更正（模拟）" },
  });
  return key;
}

function enteredTwice(book: Book, pay: Pay): string {
  const voucher = book.voucher(2019, number);
  const key = recordPayment(book, works, { ...pay, voucher });
  const again = recordPayment(book, works, { ...pay, voucher });
  book.voidEntry(addDays(pay.on, 9), { event: book.factOf(again), reason: "同一凭证重复录入，作废（模拟）" });
  return key;
}

function punctual(book: Book, pay: Pay): string {
  return recordPayment(book, works, pay);
}

/** Entries that go wrong, by year and place in the year. */
const unusual: Readonly<Record<string, (book: Book, pay: Pay) => string>> = {
  "2017-17": misreadPayment,
  "2019-9": enteredTwice,
};

/** Two households of which a second inspection found that the house was not built. */
function refunds(book: Book, paid: readonly (readonly string[])[]): void {
  const back = [
    { from: paid[0]?.[4], on: "2018-03-22", amountFen: subsidyPerNewHouse },
    { from: paid[2]?.[11], on: "2020-04-09", amountFen: subsidyPerRenovation },
  ];
  for (const { from, on, amountFen } of back) {
    if (from === undefined) throw new Error("the housing script has lost a payment that is refunded");
    const reason = "复查发现一户未实施，退回补助（模拟）";
    const voucher = book.voucher(Number(on.slice(0, 4)), number);
    book.record("ReceiveRefund", on, { payment: book.factOf(from), amountFen, voucher, reason, note: null });
  }
}
