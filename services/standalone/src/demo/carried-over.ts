import type { Book } from "./book.ts";
import { recordPayment, recordWorks, simulatedDocument, wan, type Works } from "./works.ts";

const floodControl: Works = {
  project: "flood-control",
  number: 6,
  milestonesPlannedOn: "2016-01-15",
  milestones: [
    {
      code: "embankment",
      name: { zh: "县城段河堤堡坎完工", en: "Embankment along the county town finished" },
      dueOn: "2016-06-30",
      reachedOn: "2016-06-28",
    },
    {
      code: "retaining-walls",
      name: { zh: "斜坡固沙挡墙完工", en: "Slope-retaining walls finished" },
      dueOn: "2016-09-30",
      missed: { on: "2016-10-10", reason: "汛期延长，边坡无法施工" },
      rescheduled: { on: "2016-10-12", dueOn: "2016-11-30", reason: "汛期延长，工期顺延" },
      reachedOn: "2016-11-25",
    },
    {
      code: "shelter",
      name: { zh: "应急避难场所交付", en: "Emergency shelter handed over" },
      dueOn: "2016-12-31",
      reachedOn: "2016-12-19",
    },
  ],
  startedOn: "2016-01-18",
  releases: [
    { on: "2016-03-30", amountFen: wan("900") },
    { on: "2016-08-30", amountFen: wan("950") },
  ],
  stages: [
    { measuredOn: "2016-03-31", done: { site: "12000", buildings: "1100" } },
    { measuredOn: "2016-06-30", done: { site: "21000", buildings: "2800" } },
    { measuredOn: "2016-09-30", done: { site: "27000", buildings: "4600" } },
    { measuredOn: "2016-12-08", done: { site: "30000", buildings: "5549.33" } },
  ],
  payments: [
    ["2016-04-12", "420", "第一期工程款"],
    ["2016-07-11", "430", "第二期工程款"],
    ["2016-10-14", "560", "第三期工程款"],
    ["2016-12-26", "347.5", "第四期工程款"],
  ].map(([on = "", amount = "", purpose = ""]) => ({
    on,
    amountFen: wan(amount),
    kind: "contractor",
    payee: "防洪工程承建单位甲",
    purpose,
  })),
  acceptedOn: "2016-12-19",
};

const crafts: Works = {
  project: "crafts",
  number: 4,
  milestonesPlannedOn: "2016-01-20",
  milestones: [
    {
      code: "workshops",
      name: { zh: "十间厂房完工", en: "Ten rooms finished" },
      dueOn: "2016-10-31",
      rescheduled: { on: "2016-10-20", dueOn: "2016-12-20", reason: "装配车间钢构件运输受阻" },
      reachedOn: "2016-12-20",
    },
    {
      code: "equipment",
      name: { zh: "设备安装调试完成", en: "Equipment installed and tried" },
      dueOn: "2017-04-30",
      reachedOn: "2017-05-08",
    },
  ],
  startedOn: "2016-03-01",
  releases: [
    { on: "2016-04-08", amountFen: wan("150") },
    { on: "2016-09-06", amountFen: wan("150") },
  ],
  stages: [
    {
      measuredOn: "2016-04-29",
      done: { "casting-workshop": "200", "milling-workshop": "200", "pressing-workshop": "200" },
    },
    {
      measuredOn: "2016-08-31",
      done: {
        "finishing-workshop": "300",
        "plating-workshop": "200",
        "assembly-workshop": "1400",
        "materials-store": "900",
        furnaces: "2",
      },
    },
    {
      measuredOn: "2016-12-20",
      done: {
        "assembly-workshop": "2300",
        "design-room": "200",
        "product-store": "500",
        office: "200",
        "casting-moulds": "500",
        "pattern-dies": "60",
      },
    },
    {
      measuredOn: "2017-05-08",
      done: {
        "pattern-dies": "100",
        "milling-machines": "5",
        "drilling-machines": "5",
        "grinding-machines": "5",
        presses: "2",
        "pickling-tanks": "2",
      },
    },
  ],
  payments: [
    {
      on: "2016-05-10",
      amountFen: wan("80"),
      kind: "contractor",
      payee: "厂房承建单位乙",
      purpose: "厂房第一期工程款",
    },
    {
      on: "2016-09-22",
      amountFen: wan("120"),
      kind: "contractor",
      payee: "厂房承建单位乙",
      purpose: "厂房第二期工程款",
    },
    {
      on: "2016-12-28",
      amountFen: wan("70"),
      kind: "contractor",
      payee: "厂房承建单位乙",
      purpose: "厂房结算款",
      late: 12,
    },
    {
      on: "2017-05-25",
      amountFen: wan("30"),
      kind: "supplier",
      payee: "机床设备供应单位",
      purpose: "机床与压模机设备款",
    },
  ],
  acceptedOn: "2017-05-16",
};

const yakBase: Works = {
  project: "yak-base",
  number: 2,
  milestonesPlannedOn: "2016-01-20",
  milestones: [
    {
      code: "sheds",
      name: { zh: "暖棚与圈舍改造完成", en: "Sheds and pens finished" },
      dueOn: "2016-08-31",
      reachedOn: "2016-08-26",
    },
    {
      code: "tent-town",
      name: { zh: "帐篷城开放接待", en: "Tent town receives guests" },
      dueOn: "2016-10-31",
      reachedOn: "2016-10-27",
    },
  ],
  startedOn: "2016-04-05",
  releases: [
    { on: "2016-04-08", amountFen: wan("150") },
    { on: "2016-09-06", amountFen: wan("150") },
  ],
  stages: [
    { measuredOn: "2016-05-31", done: { "model-households": "3" } },
    { measuredOn: "2016-08-31", done: { "model-households": "7" } },
    { measuredOn: "2016-11-15", done: { "model-households": "10" } },
  ],
  payments: [
    {
      on: "2016-06-14",
      amountFen: wan("90"),
      kind: "supplier",
      payee: "牧草种子与棚圈材料供应单位",
      purpose: "草种与棚圈材料款",
    },
    {
      on: "2016-09-13",
      amountFen: wan("110"),
      kind: "householdGroup",
      payee: "昌台片区养殖示范户组",
      purpose: "示范户棚圈改造补助",
    },
    {
      on: "2016-12-09",
      amountFen: wan("98.4"),
      kind: "contractor",
      payee: "帐篷城承建单位丙",
      purpose: "帐篷城工程款",
    },
  ],
  acceptedOn: "2016-12-05",
};

const guesthouses: Works = {
  project: "guesthouses",
  number: 3,
  milestonesPlannedOn: "2016-01-20",
  milestones: [
    {
      code: "half",
      name: { zh: "十户开始接待", en: "Ten homes receive guests" },
      dueOn: "2016-08-31",
      reachedOn: "2016-09-08",
    },
    {
      code: "all",
      name: { zh: "二十户全部验收", en: "All twenty homes accepted" },
      dueOn: "2016-12-15",
      reachedOn: "2016-12-12",
    },
  ],
  startedOn: "2016-04-12",
  releases: [{ on: "2016-09-09", amountFen: wan("200") }],
  stages: [
    { measuredOn: "2016-06-30", done: { guesthouses: "6" } },
    { measuredOn: "2016-09-30", done: { guesthouses: "14" } },
    { measuredOn: "2016-11-30", done: { guesthouses: "20" } },
  ],
  payments: [
    ["2016-09-20", "60", "河坡、建设接待户组", "首批六户验收奖补"],
    ["2016-10-20", "80", "金沙、盖玉接待户组", "第二批八户验收奖补"],
    ["2016-12-15", "60", "麻绒、沙马接待户组", "第三批六户验收奖补"],
  ].map(([on = "", amount = "", payee = "", purpose = ""]) => ({
    on,
    amountFen: wan(amount),
    kind: "householdGroup",
    payee,
    purpose,
  })),
  acceptedOn: "2016-12-12",
};

const socialGovernance: Works = {
  project: "social-governance",
  number: 8,
  milestonesPlannedOn: "2016-01-22",
  milestones: [
    {
      code: "service-platform",
      name: { zh: "公共服务平台投入使用", en: "Public service platform in use" },
      dueOn: "2016-11-30",
      reachedOn: "2016-11-29",
    },
  ],
  startedOn: "2016-02-29",
  releases: [{ on: "2016-03-30", amountFen: wan("50") }],
  stages: [],
  payments: [
    {
      on: "2016-06-24",
      amountFen: wan("30"),
      kind: "supplier",
      payee: "信息设备供应单位",
      purpose: "服务平台设备款",
    },
    {
      on: "2016-11-18",
      amountFen: wan("20"),
      kind: "publicBody",
      payee: "乡镇便民服务中心",
      purpose: "基层服务点配套款",
    },
  ],
  acceptedOn: "2016-12-02",
};

/** The five projects of 2016, taken over from the plan before. */
export function recordCarriedOver(book: Book): void {
  const [, , third] = recordWorks(book, floodControl);
  for (const works of [crafts, yakBase, guesthouses, socialGovernance]) recordWorks(book, works);
  recordPayment(book, floodControl, {
    on: "2017-12-20",
    amountFen: wan("92.5"),
    kind: "contractor",
    payee: "防洪工程承建单位甲",
    purpose: "质量保证金",
    late: 20,
  });
  if (third === undefined) throw new Error("the flood control script has lost its third payment");
  book.record("ReceiveRefund", "2017-06-15", {
    payment: book.factOf(third),
    amountFen: wan("18.6"),
    voucher: book.voucher(2017, floodControl.number),
    reason: `${simulatedDocument("2017", "结算审计")}核减工程款`,
    note: null,
  });
}
