import ExcelJS from "exceljs";
import type { PlanWorkbook, WorkbookProject } from "./plan-workbook.ts";
import { writePlanWorkbook } from "./write-plan-workbook.ts";

/** The eight projects of the plan's annex; amounts in 万元. Source: the annex of the plan, 2016–2020. */
const rows: [category: string, span: string, name: string, years: Record<number, bigint>, unit: string][] = [
  [
    "民生社保项目",
    "2017–2020",
    "白玉县农村危房改造",
    { 2017: 2827n, 2018: 2720n, 2019: 2870n, 2020: 3283n },
    "白玉县住建局",
  ],
  ["加快产业优化升级", "2016–2016", "昌台牦牛养殖和帐篷城建设", { 2016: 300n }, "白玉县农牧局"],
  ["加快产业优化升级", "2016–2016", "藏式民居接待建设项目", { 2016: 200n }, "白玉县文旅局"],
  ["加快产业优化升级", "2016–2016", "河坡民族特色手工业", { 2016: 300n }, "白玉县发改局"],
  [
    "加快产业优化升级",
    "2018–2019",
    "火龙沟自然保护区巴巴沟旅游基础设施建设项目",
    { 2018: 250n, 2019: 250n },
    "白玉县文广局",
  ],
  ["基础设施建设", "2016–2016", "偶曲河防洪综合治理工程", { 2016: 1850n }, "白玉县住建局"],
  [
    "人才队伍建设",
    "2017–2020",
    "村级组织能力提升培训",
    { 2017: 25n, 2018: 25n, 2019: 25n, 2020: 25n },
    "白玉县组织部、农牧科技局",
  ],
  ["社会管理", "2016–2016", "社会管理创新", { 2016: 50n }, "白玉县政法委"],
];

export const wan = 1_000_000n;

export const baiyu: PlanWorkbook = {
  slug: "wuhou-baiyu-2016-2020",
  name: "成都市武侯区对口帮扶白玉县规划",
  donor: "成都市武侯区",
  recipient: "白玉县",
  firstYear: 2016,
  lastYear: 2020,
  ratePercent: "0.5",
  baseFen: 543_400n * wan,
  baseYear: 2015,
  growthPercent: "5",
  projects: rows.map(projectOf),
};

function projectOf(row: (typeof rows)[number], index: number): WorkbookProject {
  const [category, span, name, amounts, responsibleUnit] = row;
  const [startYear = 0, endYear = 0] = span.split("–").map(Number);
  const years = Object.fromEntries(Object.entries(amounts).map(([year, amount]) => [year, amount * wan]));
  const totalFen = Object.values(years).reduce((sum, fen) => sum + fen, 0n);
  const description = index === 0 ? "危房户 5000 户：新建 2000 户，改扩建 3000 户" : "";
  return { number: index + 1, category, startYear, endYear, name, description, totalFen, years, responsibleUnit };
}

export interface Sheets {
  readonly workbook: ExcelJS.Workbook;
  readonly projects: ExcelJS.Worksheet;
  readonly plan: ExcelJS.Worksheet;
}

/** The exported plan after a person has edited it in a spreadsheet program. */
export async function edited(edit: (sheets: Sheets) => void, plan: PlanWorkbook = baiyu): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(await writePlanWorkbook(plan)).buffer);
  edit({ workbook, projects: sheetOf(workbook, "项目表"), plan: sheetOf(workbook, "规划") });
  return bytesOf(workbook);
}

export async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A workbook typed by hand from the annex: a title, a header of two rows, units in the total row, a note below. */
export async function typedByHand(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const plan = workbook.addWorksheet(" 规划 ");
  plan.addRows([
    ["规划基本信息"],
    ["名称", " 成都市武侯区对口帮扶白玉县规划\n"],
    ["简称 (slug)", "wuhou-baiyu-2016-2020"],
    ["支援方：", "成都市武侯区"],
    ["受援方", "白玉县"],
    ["起始年度", "２０１６年"],
    ["结束年度", 2020],
    ["资金比例", "0.5％"],
    ["基数（亿元）", 54.34],
    ["基数年度", "2015年度"],
    ["年均增幅（%）", "5"],
  ]);
  const sheet = workbook.addWorksheet("项目表");
  sheet.addRow(["成都市武侯区对口帮扶白玉县规划项目表"]);
  const before = [
    "序号",
    "项目\n类别",
    "开工 年限",
    "竣工年限",
    "项目名称",
    "主要建设内容及规模",
    "估算总投资（万元）",
  ];
  sheet.addRow([...before, "实施年限", null, null, null, null, "责任单位"]);
  sheet.addRow([null, null, null, null, null, null, null, "2016年", "2017年", "2018 年", "２０１９年", 2020]);
  for (const column of ["A", "B", "C", "D", "E", "F", "G", "M"]) sheet.mergeCells(`${column}2:${column}3`);
  sheet.mergeCells("H2:L2");
  sheet.addRow(["合计", null, null, null, null, null, "15000万元", "2700\n\n万元", "2852万元", 2995, "3,145", 3308]);
  for (const project of baiyu.projects) {
    const amounts = [2016, 2017, 2018, 2019, 2020].map((year) => wanNumber(project.years[year]));
    const { number, startYear, endYear, name, description, totalFen, responsibleUnit } = project;
    const category = [3, 4, 5].includes(number) ? null : project.category;
    const cells = [number, category, startYear, `${endYear}年`, name, description, wanNumber(totalFen), ...amounts];
    sheet.addRow([...cells, responsibleUnit]);
  }
  sheet.mergeCells("B6:B9");
  sheet.addRow(["注：①2016 年的项目承接上一届规划"]);
  sheet.mergeCells("A13:M13");
  return bytesOf(workbook);
}

function wanNumber(fen: bigint | undefined): number | null {
  return fen === undefined ? null : Number(fen / wan);
}

function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}
