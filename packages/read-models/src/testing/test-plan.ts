import type { EventData, PlanDocument } from "@mingzhang/domain";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const named = (zh: string, en: string) => ({ zh, en });

export const planYears = [2016, 2017, 2018] as const;
export const projectCodes = ["housing", "crafts", "1"] as const;

/** Three projects in two sectors; one code looks like a number, whose place among keys JavaScript decides. */
export function testPlan(slug: string): PlanDocument {
  return {
    adopted: {
      slug,
      name: named(`规划 ${slug}`, `Plan ${slug}`),
      donor: named("甲区", "District A"),
      recipient: named("乙县", "County B"),
      firstYear: 2016,
      lastYear: 2018,
      document: "测试文件",
      dateAssumed: false,
    },
    rule: { ratePercent: "0.5", growthPercent: "5" },
    bases: [{ year: 2015, amountFen: wan(60_000), document: "预算" }],
    earlierPlan: {
      firstYear: 2012,
      lastYear: 2015,
      reportedTo: "2015-10-31",
      plannedFen: wan(12_000),
      receivedFen: wan(9_639),
      projects: 16,
      completed: 10,
      underway: 6,
    },
    sectors: [
      { sector: "livelihood", name: named("民生改善", "Livelihood") },
      { sector: "industry", name: named("产业优化", "Industry") },
    ],
    projects: [testProject("housing", 1), testProject("crafts", 2), testProject("1", 3)],
    allocations: projectCodes.flatMap((project) => planYears.map((year) => ({ project, year, amountFen: wan(100) }))),
  };
}

export function testProject(code: string, number: number): EventData<"ProjectAdded"> {
  return {
    project: code,
    number,
    sector: number % 2 === 0 ? "industry" : "livelihood",
    name: named(`项目${number}`, `Project ${number}`),
    category: "类别",
    description: named("说明", "Description"),
    responsibleUnit: named("县局", "Bureau"),
    startYear: 2016,
    endYear: 2018,
    carriedOver: number !== 1,
    totalInvestmentFen: wan(400),
    quantities: [{ code: "houses", name: named("房屋", "Houses"), unit: named("户", "households"), planned: "200" }],
    fundingSources: [{ kind: "pairedAssistance", amountFen: wan(300), note: null }],
  };
}
