import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { bytesOf, edited, type Sheets } from "./annex-fixture.ts";
import { faultTexts, type FaultCode } from "./fault-texts.ts";
import type { WorkbookFault } from "./plan-workbook.ts";
import { readPlanWorkbook } from "./read-plan-workbook.ts";

type Case = [does: string, edit: (sheets: Sheets) => void, faults: string[]];

/** Each expected fault as `sheet place code value`; a place is a cell, a row or `-`. */
const projectFaults: Case[] = [
  ["a total that is not its years' sum", set("G3", 11_701), ["项目表 G3 row-sum 11701", "项目表 G2 grand-total 15000"]],
  ["a year that differs from the total row", set("I2", 2853), ["项目表 I2 column-sum 2853"]],
  ["a grand total that differs", set("G2", 15_013.14), ["项目表 G2 grand-total 15013.14"]],
  ["a total row with a blank", set("I2", null), ["项目表 I2 column-sum "]],
  ["text for an amount", set("I3", "约2827"), ["项目表 I3 not-an-amount 约2827"]],
  ["an exponent for an amount", set("I3", "2.827e3"), ["项目表 I3 not-an-amount 2.827e3"]],
  ["a truth value for an amount", set("I3", true), ["项目表 I3 not-an-amount TRUE"]],
  ["a date for an amount", setDate("I3", "2017-02-03"), ["项目表 I3 not-an-amount 2017-02-03"]],
  ["an error for an amount", set("I3", { error: "#REF!" }), ["项目表 I3 not-an-amount #REF!"]],
  ["a negative amount", set("I3", -2827), ["项目表 I3 negative-amount -2827"]],
  ["a negative formula", set("I3", { formula: "1-2828", result: -2827 }), ["项目表 I3 negative-amount -2827"]],
  ["seven decimals", set("I3", 2827.3500001), ["项目表 I3 too-many-decimals 2827.3500001"]],
  ["a thousandth of a fen", set("I3", 1e-7), ["项目表 I3 too-many-decimals 0.0000001"]],
  ["an amount beyond all plans", set("I3", 1e21), ["项目表 I3 amount-too-large 1000000000000000000000"]],
  ["a formula never computed", set("I3", { formula: "A1*2" }), ["项目表 I3 formula-without-result =A1*2"]],
  ["a number that is none", set("A3", "一"), ["项目表 A3 bad-number 一"]],
  ["a number that is broken", set("A3", 1.5), ["项目表 A3 bad-number 1.5"]],
  ["a doubled number", set("A4", 1), ["项目表 A4 doubled-number 1"]],
  [
    "a doubled name, spaces aside",
    set("E5", "昌台牦牛养殖 和帐篷城建设"),
    ["项目表 E5 doubled-project-name 昌台牦牛养殖 和帐篷城建设"],
  ],
  ["a blank name", set("E3", "  "), ["项目表 E3 missing-cell "]],
  ["a blank total", set("G3", null), ["项目表 G3 missing-cell "]],
  ["a truth value for a name", set("E3", false), ["项目表 E3 not-text FALSE"]],
  ["a blank category outside a merged cell", set("B8", null), ["项目表 B8 missing-category "]],
  [
    "a category whose merge was dissolved",
    (s) => s.projects.unMergeCells("B4:B7"),
    ["项目表 B5 missing-category ", "项目表 B6 missing-category ", "项目表 B7 missing-category "],
  ],
  ["a year that is none", set("C3", "十七"), ["项目表 C3 bad-year 十七"]],
  ["a date for a year", setDate("C3", "2017-01-01"), ["项目表 C3 bad-year 2017-01-01"]],
  ["a start before the plan", set("C3", 2015), ["项目表 C3 year-outside-plan 2015"]],
  ["an end after the plan", set("D3", "2021年"), ["项目表 D3 year-outside-plan 2021年"]],
  ["an end before the start", set("C7", 2020), ["项目表 C7 start-after-end 2020"]],
  ["an amount before the start", set("C3", 2018), ["项目表 I3 amount-outside-project-years 2827"]],
  [
    "a mistyped heading",
    set("F1", "建设内容"),
    ["项目表 F1 unknown-column 建设内容", "项目表 1 missing-column 主要建设内容及规模"],
  ],
  [
    "a heading twice",
    set("F1", "项目名称"),
    ["项目表 F1 doubled-column 项目名称", "项目表 1 missing-column 主要建设内容及规模"],
  ],
  ["a year twice", set("L1", "2019年"), ["项目表 L1 doubled-column 2019年", "项目表 1 missing-column 2020年"]],
  ["a year twice, with amounts in both", twice2020, ["项目表 N1 doubled-column 2020年"]],
  ["a column of a year after the plan", set("N1", "2021年"), ["项目表 N1 year-outside-plan 2021年"]],
  ["a value in a column without a heading", set("O3", "待定"), ["项目表 O3 unknown-column 待定"]],
  ["a code with capitals", code("N3", "Housing"), ["项目表 N3 bad-code Housing"]],
  ["a code twice", (s) => [code("N3", "a")(s), code("N4", "a")(s)], ["项目表 N4 doubled-code a"]],
  ["a subtotal of words", set("A11", "小计另附"), ["项目表 A11 unknown-row 小计另附"]],
  ["no total row", (s) => s.projects.spliceRows(2, 1), ["项目表 - missing-total-row 合计"]],
  [
    "two total rows",
    (s) => (s.projects.getRow(11).values = s.projects.getRow(2).values),
    ["项目表 A11 doubled-total-row 合计"],
  ],
  ["no header", (s) => s.projects.spliceRows(1, 1), ["项目表 - missing-header "]],
  ["no project", withoutProjects, ["项目表 - no-projects "]],
  ["a sheet of another name", (s) => (s.projects.name = "Sheet1"), ["项目表 - missing-sheet 项目表"]],
  [
    "more rows than a plan has",
    (s) => s.projects.addRows(Array.from({ length: 501 }, () => ["x"])),
    ["项目表 - contents-too-large "],
  ],
];

const planFaults: Case[] = [
  ["no plan sheet", (s) => s.workbook.removeWorksheet(s.plan.id), ["规划 - missing-sheet 规划"]],
  ["a missing key", (s) => s.plan.spliceRows(3, 1), ["规划 - missing-key 支援方"]],
  ["a mistyped key", setPlan("A3", "资助方"), ["规划 A3 unknown-key 资助方", "规划 - missing-key 支援方"]],
  ["a key twice", (s) => s.plan.addRow(["支援方", "x"]), ["规划 A11 doubled-key 支援方"]],
  ["a key without a value", setPlan("B3", null), ["规划 B3 missing-cell "]],
  ["a slug in Chinese", setPlan("B2", "武侯"), ["规划 B2 bad-slug 武侯"]],
  ["a slug with capitals", setPlan("B2", "Wuhou"), ["规划 B2 bad-slug Wuhou"]],
  ["a slug that ends in a hyphen", setPlan("B2", "wuhou-"), ["规划 B2 bad-slug wuhou-"]],
  ["a slug that is too long", setPlan("B2", "a".repeat(64)), [`规划 B2 bad-slug ${"a".repeat(64)}`]],
  ["a bare rate that fits the amounts in neither way", bare("B7", 7), ["规划 B7 bad-rate 7"]],
  ["a rate in words", setPlan("B7", "千分之五"), ["规划 B7 bad-rate 千分之五"]],
  ["a rate of nothing", setPlan("B7", "0%"), ["规划 B7 bad-rate 0%"]],
  ["a rate above the whole", setPlan("B7", 1.01), ["规划 B7 bad-rate 101%"]],
  ["a growth below nothing left", setPlan("B10", "-100%"), ["规划 B10 bad-rate -100%"]],
  ["a base of zero", setPlan("B8", 0), ["规划 B8 bad-base 0"]],
  ["a base in words", setPlan("B8", "五十四亿"), ["规划 B8 not-an-amount 五十四亿"]],
  ["a base year that is none", setPlan("B9", "去年"), ["规划 B9 bad-year 去年"]],
  ["a plan that ends before it begins", setPlan("B5", 2021), ["规划 B5 start-after-end 2021"]],
  ["an unknown data note", (s) => s.plan.addRow(["数据说明", "演示"]), ["规划 B11 bad-data-mark 演示"]],
];

describe("a fault in the workbook is told with its place and value", () => {
  it.each([...projectFaults, ...planFaults])("%s", async (_, edit, expected) => {
    expect((await faultsOf(edited(edit))).map(summary)).toEqual(expected);
  });
});

describe("faults", () => {
  it("are told together, five of them and more", async () => {
    const bytes = edited((sheets) => {
      set("I3", "待定")(sheets);
      set("C6", 2017)(sheets);
      set("E8", "社会管理创新")(sheets);
      set("J9", -25)(sheets);
      set("H2", 2701)(sheets);
      setPlan("B2", "白玉")(sheets);
      setPlan("B8", null)(sheets);
    });
    expect((await faultsOf(bytes)).map(summary)).toEqual([
      "规划 B2 bad-slug 白玉",
      "规划 B8 missing-cell ",
      "项目表 I3 not-an-amount 待定",
      "项目表 C6 start-after-end 2017",
      "项目表 J9 negative-amount -25",
      "项目表 H2 column-sum 2701",
      "项目表 E10 doubled-project-name 社会管理创新",
    ]);
  });

  it("name the value and the remedy in both languages", async () => {
    const [fault] = await faultsOf(edited(set("G3", 11_701)));
    expect(fault?.message).toEqual({
      zh: "估算总投资“11701”与各年度之和 11700 万元不符。请改正总投资或年度金额。",
      en: "The total “11701” differs from the sum of the years, 11700 万元. Correct the total or a year.",
    });
  });

  it.each(Object.entries(faultTexts))("%s says what to do, without a hole", (_, text) => {
    const { zh, en } = text("<value>", "<first>", "<second>");
    expect(zh).toMatch(/请[^。]+。$/);
    expect(en).toMatch(/[a-z]{3}.*\.$/);
    expect(new Set(zh.match(/<\w+>/g))).toEqual(new Set(en.match(/<\w+>/g)));
  });

  it("of every code occur in a test", () => {
    const told = [...projectFaults, ...planFaults].flatMap(([, , faults]) =>
      faults.map((fault) => fault.split(" ")[2]),
    );
    const inFiles = ["empty-file", "file-too-large", "not-xlsx", "broken-xlsx"];
    expect(new Set([...told, ...inFiles])).toEqual(new Set(Object.keys(faultTexts)));
  });

  it("of the file as a whole name no sheet", async () => {
    const { faults } = Object(await readPlanWorkbook(new Uint8Array()));
    expect(faults).toEqual([
      { sheet: "", row: null, column: null, code: "empty-file", value: "", message: faultTexts["empty-file"]() },
    ]);
  });

  it("hold back the sums that they touch, and no other sum", async () => {
    const bytes = edited((sheets) => {
      set("I3", "?")(sheets);
      set("J2", 1)(sheets);
    });
    expect((await faultsOf(bytes)).map(summary)).toEqual(["项目表 I3 not-an-amount ?", "项目表 J2 column-sum 1"]);
  });

  it("do not hide the projects' faults where the plan's years are not known", async () => {
    const bytes = edited((sheets) => {
      setPlan("B5", "?")(sheets);
      set("G3", 1)(sheets);
    });
    expect((await faultsOf(bytes)).map((fault) => fault.code)).toEqual<FaultCode[]>([
      "bad-year",
      "row-sum",
      "grand-total",
    ]);
  });

  it("are told of an empty workbook", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("Sheet1");
    expect((await faultsOf(bytesOf(workbook))).map(summary)).toEqual([
      "规划 - missing-sheet 规划",
      "项目表 - missing-sheet 项目表",
    ]);
  });
});

function set(cell: string, value: ExcelJS.CellValue): (sheets: Sheets) => void {
  return ({ projects }) => {
    projects.getCell(cell).value = value;
  };
}

function setPlan(cell: string, value: ExcelJS.CellValue): (sheets: Sheets) => void {
  return ({ plan }) => {
    plan.getCell(cell).value = value;
  };
}

function bare(cell: string, value: number): (sheets: Sheets) => void {
  return ({ plan }) => {
    plan.getCell(cell).value = value;
    plan.getCell(cell).style = {};
  };
}

function code(cell: string, value: string): (sheets: Sheets) => void {
  return ({ projects }) => {
    projects.getCell("N1").value = "项目代码";
    projects.getCell(cell).value = value;
  };
}

function twice2020(sheets: Sheets): void {
  const cells = { N1: "2020年", N3: 5, G3: 11_705, G2: 15_005 };
  for (const [cell, value] of Object.entries(cells)) set(cell, value)(sheets);
}

function setDate(cell: string, day: string): (sheets: Sheets) => void {
  return ({ projects }) => {
    projects.getCell(cell).value = new Date(`${day}T00:00:00Z`);
    projects.getCell(cell).style = { numFmt: 'yyyy"年"m"月"d"日"' };
  };
}

function withoutProjects({ projects }: Sheets): void {
  projects.unMergeCells("B4:B7");
  for (let row = 3; row <= 10; row++) projects.getRow(row).values = [];
}

function summary({ sheet, row, column, code: faultCode, value }: WorkbookFault): string {
  return `${sheet} ${`${column ?? ""}${row ?? ""}` || "-"} ${faultCode} ${value}`;
}

async function faultsOf(bytes: Promise<Uint8Array>): Promise<readonly WorkbookFault[]> {
  const reading = await readPlanWorkbook(await bytes);
  if (reading.ok) throw new Error("the workbook was taken");
  return reading.faults;
}
