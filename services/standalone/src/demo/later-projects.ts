import type { Book } from "./book.ts";
import { type Pay, recordWorks, wan, type Works } from "./works.ts";

const contractor = { kind: "contractor", payee: "景区工程承建单位丁" } as const;

const babagou: Works = {
  project: "babagou",
  number: 5,
  milestonesPlannedOn: "2018-01-16",
  milestones: [
    {
      code: "visitor-centre",
      name: { zh: "游客中心主体完工", en: "Visitor centre structure finished" },
      dueOn: "2019-09-30",
      reachedOn: "2019-10-18",
    },
    {
      code: "trails",
      name: { zh: "十条栈道贯通", en: "Ten trails open" },
      dueOn: "2019-10-31",
      rescheduled: { on: "2019-08-22", dueOn: "2020-09-30", reason: "雨季塌方，材料无法上山" },
      reachedOn: "2020-10-16",
    },
    {
      code: "road",
      name: { zh: "40 公里公路贯通", en: "40 km of road finished" },
      dueOn: "2019-11-30",
      missed: { on: "2019-12-05", reason: "其余 18 公里待其他资金落实" },
    },
  ],
  preparationFrom: "2017-10-09",
  startedOn: "2018-05-10",
  releases: [
    { on: "2018-11-05", amountFen: wan("150") },
    { on: "2019-04-17", amountFen: wan("350") },
  ],
  stages: [
    { measuredOn: "2018-10-31", done: { "visitor-centre": "1600", gate: "400", road: "4" } },
    {
      measuredOn: "2019-06-24",
      done: {
        "visitor-centre": "4800",
        gate: "1200",
        "car-park": "900",
        "management-office": "800",
        pavilions: "60",
        road: "14",
        trails: "2",
      },
    },
    {
      measuredOn: "2019-11-26",
      done: {
        "visitor-centre": "8000",
        gate: "2000",
        "car-park": "1500",
        "management-office": "1500",
        pavilions: "120",
        road: "22",
        trails: "5",
      },
    },
    {
      measuredOn: "2020-10-16",
      done: { "management-office": "2000", pavilions: "200", road: "26", trails: "10" },
    },
  ],
  payments: [
    { ...contractor, on: "2018-12-14", amountFen: wan("120"), purpose: "第一期工程款" },
    { ...contractor, on: "2019-07-05", amountFen: wan("160"), purpose: "第二期工程款" },
    { ...contractor, on: "2019-12-27", amountFen: wan("140"), purpose: "第三期工程款", late: 12 },
    { ...contractor, on: "2020-11-12", amountFen: wan("60"), purpose: "第四期工程款" },
  ],
};

const course = (on: string, amount: string, purpose: string): Pay => ({
  on,
  amountFen: wan(amount),
  kind: "trainingProvider",
  payee: "培训承办单位",
  purpose,
});

const training: Works = {
  project: "village-training",
  number: 7,
  milestonesPlannedOn: "2017-01-12",
  milestones: [
    classes("2017", { dueOn: "2017-11-30", reachedOn: "2017-11-17" }),
    classes("2018", { dueOn: "2018-11-30", reachedOn: "2018-12-14" }),
    classes("2019", { dueOn: "2019-11-30", reachedOn: "2019-11-22" }),
    {
      ...classes("2020", { dueOn: "2020-04-30", reachedOn: "2020-09-26" }),
      rescheduled: { on: "2020-03-05", dueOn: "2020-09-30", reason: "暂停线下集中培训" },
    },
  ],
  preparationFrom: "2016-11-07",
  startedOn: "2017-03-20",
  releases: [
    { on: "2017-04-26", amountFen: wan("25") },
    { on: "2018-11-05", amountFen: wan("25") },
    { on: "2019-04-17", amountFen: wan("45") },
    { on: "2020-05-20", amountFen: wan("50") },
  ],
  stages: [],
  payments: [
    course("2017-06-16", "11.8", "村干部春季班"),
    course("2017-11-24", "13.2", "村干部秋季班"),
    course("2018-11-27", "12.4", "村干部秋季班"),
    { ...course("2018-12-20", "12.6", "农牧实用技术班"), late: 26 },
    course("2019-06-14", "15.2", "村干部春季班"),
    course("2019-09-20", "14.3", "教育卫生人员跟岗学习"),
    course("2019-11-29", "15.5", "农牧实用技术班"),
    course("2020-09-30", "24.6", "村干部秋季班"),
    course("2020-12-04", "23.9", "农牧实用技术班"),
  ],
  acceptedOn: "2020-12-22",
};

function classes(year: string, days: { dueOn: string; reachedOn: string }) {
  return { code: `classes-${year}`, name: { zh: `${year} 年培训完成`, en: `Classes of ${year} held` }, ...days };
}

/** The tourism project, whose road is never finished, and the four years of training. */
export function recordLaterProjects(book: Book): void {
  recordWorks(book, babagou);
  recordWorks(book, training);
}
