import { describe, expect, it } from "vitest";
import { baiyu, edited, typedByHand, wan, type Sheets } from "./annex-fixture.ts";
import type { PlanWorkbook } from "./plan-workbook.ts";
import { readPlanWorkbook } from "./read-plan-workbook.ts";

describe("reading a plan workbook", () => {
  it("reads the annex as a person types it, with merged categories and a header of two rows", async () => {
    expect(await readPlanWorkbook(await typedByHand())).toEqual({ ok: true, plan: baiyu });
  });

  it("finds the figures of the plan in it", async () => {
    const plan = await planOf(typedByHand());
    const inYear = (year: number): bigint => plan.projects.reduce((sum, { years }) => sum + (years[year] ?? 0n), 0n);
    expect([2016, 2017, 2018, 2019, 2020].map(inYear)).toEqual(
      [2700n, 2852n, 2995n, 3145n, 3308n].map((amount) => amount * wan),
    );
    expect(plan.projects.reduce((sum, { totalFen }) => sum + totalFen, 0n)).toBe(15_000n * wan);
  });

  it.each<[string, number | string, bigint]>([
    ["a number", 2827.35, 2_827_350_000n],
    ["six decimals", 2827.350001, 2_827_350_001n],
    ["one fen", 0.000001, 1n],
    ["text", "2827.35", 2_827_350_000n],
    ["full-width text with a unit", " ２，８２７．３５ 万元", 2_827_350_000n],
    ["text in 元", "28273500.01元", 2_827_350_001n],
    ["what 0.1 + 0.2 leaves in a cell", 0.1 + 0.2, 300_000n],
    ["the largest amount", 999_999_999.999999, 999_999_999_999_999n],
  ])("reads %s to the fen", async (_, value, fen) => {
    const { projects } = await planOf(editedAmount(value));
    expect(projects[0]).toMatchObject({ totalFen: fen, years: { 2016: fen } });
  });

  it.each<[string | number, string | number]>([
    [0.5, 5],
    [0.005, 0.05],
    ["0.5", "5"],
    ["0.5%", 0.05],
  ])("reads the bare rates %s and %s as the table's amounts settle them", async (rate, growth) => {
    const bytes = edited(({ plan }) => {
      plan.getCell("B7").value = rate;
      plan.getCell("B10").value = growth;
      for (const cell of ["B7", "B10"]) plan.getCell(cell).style = {};
    });
    expect(await planOf(bytes)).toMatchObject({ ratePercent: "0.5", growthPercent: "5" });
  });

  it("takes the saved result of a formula", async () => {
    const bytes = edited(({ projects }) => {
      projects.getCell("G10").value = { formula: "SUM(H10:L10)", result: 50 };
      projects.getCell("E10").value = { formula: '"社会"&"管理创新"', result: "社会管理创新" };
    });
    expect(await planOf(bytes)).toEqual(baiyu);
  });

  it("reads rich text and links as their text", async () => {
    const bytes = edited(({ projects }) => {
      projects.getCell("E10").value = { richText: [{ text: "社会" }, { text: "管理创新", font: { bold: true } }] };
      projects.getCell("M10").value = { text: "白玉县政法委", hyperlink: "https://example.test/" };
    });
    expect(await planOf(bytes)).toEqual(baiyu);
  });

  it("finds columns by their heading, not by their place", async () => {
    const bytes = edited(({ projects }) => {
      projects.unMergeCells("A2:F2");
      for (const row of [1, 3, 4, 5, 6, 7, 8, 9, 10]) {
        projects.getCell(row, 14).value = projects.getCell(row, 4).value;
        projects.getCell(row, 4).value = null;
      }
    });
    expect(await planOf(bytes)).toEqual(baiyu);
  });

  it("takes a zero for what a blank is", async () => {
    const bytes = edited(({ projects }) => {
      for (const column of ["H", "I", "J", "K", "L"]) projects.getCell(`${column}4`).value ??= 0;
    });
    expect(await planOf(bytes)).toEqual(baiyu);
  });

  it("takes a unit merged over two rows for both", async () => {
    const bytes = edited(({ projects }) => projects.mergeCells("M4:M5"));
    const { projects } = await planOf(bytes);
    expect(projects.slice(1, 3).map((project) => project.responsibleUnit)).toEqual(["白玉县农牧局", "白玉县农牧局"]);
  });

  it("skips empty rows and notes, and finds the total row below the projects", async () => {
    const bytes = edited(({ projects }) => {
      projects.unMergeCells("A2:F2");
      projects.getRow(14).values = projects.getRow(2).values;
      projects.getRow(2).values = [];
      projects.getCell("A16").value = "备注：单位为万元";
    });
    expect(await planOf(bytes)).toEqual(baiyu);
  });

  it("is not disturbed by comments, pictures' places, filters or rules over whole columns", async () => {
    const bytes = edited(({ projects }: Sheets) => {
      projects.getCell("E3").note = "核对过";
      projects.autoFilter = "A1:M1";
      projects.getColumn(200).width = 9;
      const rule = { type: "decimal", operator: "greaterThan", allowBlank: true, formulae: [0] } as const;
      Object.assign(projects, { dataValidations: { model: { "G1:G1048576": rule } } });
    });
    expect(await planOf(bytes)).toEqual(baiyu);
  });
});

function editedAmount(value: number | string): Promise<Uint8Array> {
  return edited(({ projects }) => {
    // Only the last project remains, so that no sum but its own matters.
    projects.unMergeCells("B4:B7");
    for (let row = 3; row <= 9; row++) projects.getRow(row).values = [];
    for (const column of ["I", "J", "K", "L"]) projects.getCell(`${column}2`).value = 0;
    for (const cell of ["G2", "H2", "G10", "H10"]) projects.getCell(cell).value = value;
  });
}

async function planOf(bytes: Promise<Uint8Array>): Promise<PlanWorkbook> {
  const reading = await readPlanWorkbook(await bytes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults, null, 1));
  return reading.plan;
}
