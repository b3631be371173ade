import { parseWan } from "@mingzhang/ledger";
import type { PlanWorkbook, WorkbookProject } from "@mingzhang/open-data";

type Row = readonly [
  code: string,
  category: string,
  name: string,
  unit: string,
  years: Readonly<Record<number, string>>,
];

/** The funding table of the plan, amounts in 万元. */
const rows: readonly Row[] = [
  ["housing", "民生社保项目", "农村危房改造", "县住建局", { 2017: "2827", 2018: "2720", 2019: "2870", 2020: "3283" }],
  ["yak-base", "加快产业优化升级", "昌台牦牛养殖和帐篷城", "县农牧局", { 2016: "300" }],
  ["guesthouses", "加快产业优化升级", "藏式民居接待", "县文旅局", { 2016: "200" }],
  ["crafts", "加快产业优化升级", "河坡民族特色手工业", "县发改局", { 2016: "300" }],
  ["babagou", "加快产业优化升级", "火龙沟巴巴沟旅游基础设施", "县文广局", { 2018: "250", 2019: "250" }],
  ["flood-control", "基础设施建设", "偶曲河防洪综合治理", "县住建局", { 2016: "1850" }],
  [
    "village-training",
    "人才队伍建设",
    "村级组织能力提升培训",
    "县组织部、农牧科技局",
    { 2017: "25", 2018: "25", 2019: "25", 2020: "25" },
  ],
  ["social-governance", "社会管理", "社会管理创新", "县政法委", { 2016: "50" }],
];

export const baiyuSlug = "wuhou-baiyu-2016-2020";

/** The Wuhou–Baiyu plan as a workbook holds it. */
export function baiyuWorkbook(changed: Partial<PlanWorkbook> = {}): PlanWorkbook {
  return {
    slug: baiyuSlug,
    name: "成都市武侯区对口帮扶白玉县规划（2016—2020年）",
    donor: "成都市武侯区",
    recipient: "甘孜州白玉县",
    firstYear: 2016,
    lastYear: 2020,
    ratePercent: "0.5",
    baseFen: wan("543400"),
    baseYear: 2015,
    growthPercent: "5",
    projects: rows.map(project),
    ...changed,
  };
}

function project([code, category, name, responsibleUnit, amounts]: Row, index: number): WorkbookProject {
  const years = Object.fromEntries(Object.entries(amounts).map(([year, amount]) => [year, wan(amount)]));
  const spanned = Object.keys(amounts).map(Number);
  return {
    number: index + 1,
    category,
    startYear: Math.min(...spanned),
    endYear: Math.max(...spanned),
    name,
    description: `${name}的建设内容`,
    totalFen: Object.values(years).reduce((sum, fen) => sum + fen, 0n),
    years,
    responsibleUnit,
    code,
  };
}

export function wan(amount: string): bigint {
  const fen = parseWan(amount);
  if (fen === null) throw new Error(`${amount} is no amount in 万元`);
  return fen;
}
