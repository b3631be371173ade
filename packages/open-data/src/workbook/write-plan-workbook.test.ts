import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "../plain-text.ts";
import { baiyu, wan } from "./annex-fixture.ts";
import type { PlanWorkbook, WorkbookProject } from "./plan-workbook.ts";
import { readPlanWorkbook } from "./read-plan-workbook.ts";
import { writePlanWorkbook } from "./write-plan-workbook.ts";

const anyText = fc
  .array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("_x0041_", "=1", "'", "<&>", "项目", "\n", "%")))
  .map((parts) => plainText(parts.join("")).trim())
  .filter((text) => text !== "");
const anyDigits = fc.bigInt(1n, 10n ** 11n).map((value) => String(value));

const anyPlan: fc.Arbitrary<PlanWorkbook> = fc
  .record({ firstYear: fc.integer({ min: 1950, max: 2900 }), length: fc.integer({ min: 1, max: 6 }) })
  .chain(({ firstYear, length }) =>
    fc.record({
      slug: fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}$/),
      name: anyText,
      donor: anyText,
      recipient: anyText,
      firstYear: fc.constant(firstYear),
      lastYear: fc.constant(firstYear + length - 1),
      ratePercent: fc.constantFrom("0.5", "100", "0.000001", "12.345678", "7"),
      baseFen: fc.bigInt(1n, 10n ** 15n - 1n),
      baseYear: fc.constant(firstYear - 1),
      growthPercent: fc.constantFrom("5", "0", "-2.5", "-99.999999", "100"),
      projects: fc
        .uniqueArray(anyProject(firstYear, length), {
          minLength: 1,
          maxLength: 6,
          selector: ({ name }) => name.normalize("NFKC").replace(/\s/g, ""),
        })
        .map((projects) => projects.map((project, index) => ({ ...project, number: index * 3 + 1 }))),
    }),
  )
  .chain((plan) => fc.constantFrom<PlanWorkbook[]>(plan, { ...plan, simulated: true }));

function anyProject(firstYear: number, length: number): fc.Arbitrary<WorkbookProject> {
  const amounts = fc.array(fc.option(fc.oneof(fc.constant(1n), fc.bigInt(1n, 10n ** 13n))), {
    minLength: length,
    maxLength: length,
  });
  const fields = { name: anyText, description: fc.oneof(fc.constant(""), anyText), responsibleUnit: anyText };
  const category = fc.constantFrom("产业", "民生", "0");
  return fc
    .record({ ...fields, category, amounts, code: fc.option(anyDigits) })
    .map(({ amounts: list, code, ...rest }) => {
      const years = Object.fromEntries(list.flatMap((fen, index) => (fen === null ? [] : [[firstYear + index, fen]])));
      const totalFen = list.reduce<bigint>((sum, fen) => sum + (fen ?? 0n), 0n);
      const project = { ...rest, number: 1, startYear: firstYear, endYear: firstYear + length - 1, totalFen, years };
      return code === null ? project : { ...project, code: `${code}-${rest.name.length}` };
    });
}

describe("writing a plan workbook", () => {
  it("and reading it gives the same plan, and writing that the same bytes", async () => {
    const unique = anyPlan.filter(({ projects }) => {
      const codes = projects.flatMap(({ code }) => code ?? []);
      return new Set(codes).size === codes.length;
    });
    await fc.assert(
      fc.asyncProperty(unique, async (plan) => {
        const bytes = await writePlanWorkbook(plan);
        const reading = await readPlanWorkbook(bytes);
        expect(reading).toEqual({ ok: true, plan });
        if (reading.ok) expect(Buffer.compare(await writePlanWorkbook(reading.plan), bytes)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("gives equal bytes at any time", async () => {
    const first = await writePlanWorkbook(baiyu);
    // The time of a part in a zip counts in steps of two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(Buffer.compare(await writePlanWorkbook(structuredClone(baiyu)), first)).toBe(0);
  });

  it("keeps to the annex: its columns in order, the total row, merged categories", async () => {
    const { projects, plan } = await sheetsOf(baiyu);
    expect(textsIn(projects, 1).join(" ")).toBe(
      "序号 项目类别 开工年限 竣工年限 项目名称 主要建设内容及规模 估算总投资 2016年 2017年 2018年 2019年 2020年 责任单位",
    );
    expect(textsIn(projects, 2).slice(6, 12)).toEqual(["15000", "2700", "2852", "2995", "3145", "3308"]);
    expect(projects.getCell("A2").text).toBe("合计");
    expect(projects.model.merges).toEqual(["A2:F2", "B4:B7"]);
    expect(projects.rowCount).toBe(10);
    const keys = Array.from({ length: plan.rowCount }, (_, index) => plan.getCell(index + 1, 1).text);
    expect(keys.join(" ")).toBe("名称 简称 支援方 受援方 起始年度 结束年度 资金比例 基数 基数年度 年均增幅");
  });

  it("is pleasant to look at: header frozen and bold, columns wide enough, amounts as they are", async () => {
    const first = { ...baiyu.projects[0], totalFen: 2827n * wan + 350_000n, years: { 2017: 2827n * wan + 350_000n } };
    const { projects, plan } = await sheetsOf({ ...baiyu, projects: [first as WorkbookProject] });
    expect(projects.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(projects.getCell("A1").font.bold).toBe(true);
    expect(projects.getCell("G2").font.bold).toBe(true);
    expect(projects.getColumn(5).width).toBeGreaterThan(20);
    expect(projects.getCell("I3").numFmt).toBe("#,##0.00");
    expect(projects.getCell("H2").numFmt).toBe("#,##0");
    expect(plan.getCell("B7")).toMatchObject({ value: 0.005, numFmt: "0.0%" });
  });

  it("leaves out zeros, as the annex does", async () => {
    const project = { ...(baiyu.projects[1] as WorkbookProject), years: { 2016: 300n * wan, 2017: 0n } };
    const { projects } = await sheetsOf({ ...baiyu, projects: [project] });
    expect(projects.getCell("I3").value).toBeNull();
  });

  it("says on both sheets and in its properties that data is simulated", async () => {
    const { projects, plan, workbook } = await sheetsOf({ ...baiyu, simulated: true });
    expect(projects.getCell("A11").text).toBe("注：模拟数据（simulated data）");
    expect(textsIn(plan, 11).slice(0, 2)).toEqual(["数据说明", "模拟数据（simulated data）"]);
    expect(workbook.title).toContain("模拟数据");
  });

  it.each<[string, Partial<WorkbookProject>]>([
    ["years that do not add up", { totalFen: 1n }],
    ["a negative amount", { totalFen: 0n, years: { 2016: -1n, 2017: 1n } }],
    ["an amount outside the plan", { totalFen: 1n, years: { 2021: 1n } }],
    ["an amount that a cell cannot hold", { totalFen: 10n ** 15n, years: { 2016: 10n ** 15n } }],
  ])("refuses %s", async (_, part) => {
    const project = { ...(baiyu.projects[0] as WorkbookProject), ...part };
    await expect(writePlanWorkbook({ ...baiyu, projects: [project] })).rejects.toThrow(RangeError);
  });
});

async function sheetsOf(plan: PlanWorkbook) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(await writePlanWorkbook(plan)).buffer);
  const [projects, facts] = workbook.worksheets;
  if (!projects || !facts) throw new Error("a sheet is missing");
  return { workbook, projects, plan: facts };
}

function textsIn(sheet: ExcelJS.Worksheet, row: number): string[] {
  return Array.from({ length: sheet.columnCount }, (_, index) => sheet.getCell(row, index + 1).text);
}
