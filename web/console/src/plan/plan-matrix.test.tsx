import { UiProvider } from "@mingzhang/ui";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { TextProvider } from "../i18n/text.tsx";
import { matrixGroups, type PlanOnPage, type ProjectOnPage, sumOver } from "./matrix.ts";
import { PlanMatrix } from "./plan-matrix.tsx";

const years = [2016, 2017, 2018, 2019, 2020];
const wan = (amount: number) => ({ fen: String(Math.round(amount * 100) * 10_000) });
const cells = (amounts: readonly number[]) =>
  years.flatMap((year, index) => (amounts[index] ? [{ year, amount: wan(amounts[index]) }] : []));

/** As the API answers for the plan's annex; the two projects and sectors stand for the others. */
function project(code: string, number: number, amounts: readonly number[]): ProjectOnPage {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const none = wan(0);
  const money = { allocated: wan(sum), released: none, paid: none, balance: none };
  const span = { startYear: 2016, endYear: 2020, carriedOver: false, status: "planned" as const };
  const text = { name: `项目${code}`, sector: `s-${code}`, category: "", responsibleUnit: "县住建局" };
  return {
    code,
    number,
    ...text,
    ...money,
    ...span,
    progressPercent: null,
    allocations: cells(amounts),
    milestones: [],
  };
}

function sector(code: string, sharePercent: string, amounts: readonly number[]) {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return { code, name: `领域${code}`, allocated: wan(sum), sharePercent, years: cells(amounts) };
}

const housing = [0, 2827, 2720, 2870, 3283];
const crafts = [300, 0, 0, 0, 0];
const plan = {
  slug: "p",
  name: "规划",
  total: wan(12_000),
  appropriated: wan(0),
  released: wan(0),
  paid: wan(0),
  fundingRule: { ratePercent: "0.5", growthPercent: "5" },
  years: [
    { year: 2016, allocated: wan(2700), byRule: wan(2717), variance: { fen: "-17000000" } },
    { year: 2018, allocated: wan(2995), byRule: { fen: "2995492500" }, variance: { fen: "-492500" } },
  ].map((year) => ({ ...year, appropriated: wan(0), released: wan(0), paid: wan(0) })),
  sectors: [sector("s-crafts", "2.50", crafts), sector("s-housing", "97.50", housing)],
  projects: [project("crafts", 4, crafts), project("housing", 1, housing)],
} as unknown as PlanOnPage;

function rows(unit: "wan" | "yuan" = "wan"): string[] {
  const html = renderToStaticMarkup(
    <MemoryRouter>
      <TextProvider lang="zh-CN">
        <UiProvider lang="zh-CN" unit={unit}>
          <PlanMatrix plan={plan} />
        </UiProvider>
      </TextProvider>
    </MemoryRouter>,
  );
  return html.split("</tr>").map((row) => row.replace(/<\/t[dh]>/g, "|").replace(/<[^>]*>/g, ""));
}

describe("the matrix of the plan", () => {
  it("stands in the order of the annex: the sector of the first project first, with its subtotal and share", () => {
    expect(matrixGroups(plan).map(({ sector: { code } }) => code)).toEqual(["s-housing", "s-crafts"]);
    const [, first, second] = rows();
    expect(first).toBe("领域s-housing|1 个项目||2720|11700|97.50%|");
    expect(second).toBe("1项目housing|县住建局||2720|11700|97.50%|");
  });

  it("has the rule and the variance with two decimals and their sums, rounded once", () => {
    const rule = rows().find((row) => row.includes("按标准测算"));
    const variance = rows().find((row) => row.includes("与标准之差"));
    expect(rule).toContain("2717.00|2995.49|5712.49|");
    expect(variance).toContain("−17.00|−0.49|−17.49|");
    expect(sumOver(plan.years, "variance")).toBe(-17_492_500n);
  });

  it("leaves a year without an allocation blank, and names every figure's fen", () => {
    expect(rows().find((row) => row.startsWith("4项目crafts"))).toBe("4项目crafts|县住建局|300||300|2.50%|");
    expect(rows("yuan").find((row) => row.startsWith("4项目crafts"))).toContain("3,000,000.00");
  });
});
