import { dayOfInstant, decide, emptyHistory, type EventData, type PlanView, viewOf } from "@mingzhang/domain";
import { parseWan, roundedWanText, wanText } from "@mingzhang/ledger";
import { beforeAll, describe, expect, it } from "vitest";
import { baiyuPlan, baiyuSlug, type DatedPlan } from "./baiyu-plan.ts";

/** The plan's annex, in 万元. Source: the plan document, chapter 4 and its annex. */
const annex = [
  {
    code: "housing",
    sector: "livelihood",
    years: [2017, 2020],
    unit: "县住建局",
    amounts: ["", "2827", "2720", "2870", "3283"],
  },
  { code: "yak-base", sector: "industry", years: [2016, 2016], unit: "县农牧局", amounts: ["300", "", "", "", ""] },
  { code: "guesthouses", sector: "industry", years: [2016, 2016], unit: "县文旅局", amounts: ["200", "", "", "", ""] },
  { code: "crafts", sector: "industry", years: [2016, 2016], unit: "县发改局", amounts: ["300", "", "", "", ""] },
  { code: "babagou", sector: "industry", years: [2018, 2019], unit: "县文广局", amounts: ["", "", "250", "250", ""] },
  {
    code: "flood-control",
    sector: "infrastructure",
    years: [2016, 2016],
    unit: "县住建局",
    amounts: ["1850", "", "", "", ""],
  },
  {
    code: "village-training",
    sector: "talent",
    years: [2017, 2020],
    unit: "县组织部、农牧科技局",
    amounts: ["", "25", "25", "25", "25"],
  },
  {
    code: "social-governance",
    sector: "social-governance",
    years: [2016, 2016],
    unit: "县政法委",
    amounts: ["50", "", "", "", ""],
  },
];
const names = [
  "农村危房改造",
  "昌台牦牛养殖和帐篷城",
  "藏式民居接待",
  "河坡民族特色手工业",
  "火龙沟巴巴沟旅游基础设施",
  "偶曲河防洪综合治理",
  "村级组织能力提升培训",
  "社会管理创新",
];

describe("the Baiyu plan", () => {
  let dated: DatedPlan;
  let view: PlanView;
  const added = (code: string): EventData<"ProjectAdded"> => {
    const found = dated.plan.projects.find(({ project }) => project === code);
    if (!found) throw new Error(`no project ${code}`);
    return found;
  };
  const planned = (code: string) =>
    Object.fromEntries(added(code).quantities.map((quantity) => [quantity.code, quantity.planned]));

  beforeAll(async () => {
    dated = await baiyuPlan();
    const command = { name: "AdoptPlan", ...dated } as const;
    const today = dayOfInstant("2026-01-01T00:00:00Z");
    const newId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
    const decision = decide(emptyHistory, command, { plan: baiyuSlug, today, simulated: false, newId });
    if (!decision.ok || !decision.next.state) throw new Error("the plan is refused");
    view = viewOf(decision.next.state, today);
  });

  it("gives each project its sector, years, unit and yearly amounts, in the order of the annex", () => {
    const rows = view.projects.map((project) => ({
      code: project.code,
      sector: project.sector,
      years: [project.startYear, project.endYear],
      unit: project.responsibleUnit.zh,
      amounts: project.allocations.map(({ amountFen }) => (amountFen === 0n ? "" : wanText(amountFen))),
    }));
    expect(rows).toEqual(annex);
    expect(view.projects.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(view.projects.map(({ name }) => name.zh)).toEqual(names);
  });

  it("adds up to the plan's yearly sums and total", () => {
    expect(view.years.map(({ allocatedFen }) => wanText(allocatedFen))).toEqual([
      "2700",
      "2852",
      "2995",
      "3145",
      "3308",
    ]);
    expect(wanText(view.totalFen)).toBe("15000");
    const sums = ["11700", "300", "200", "300", "500", "1850", "100", "50"];
    expect(view.projects.map(({ allocatedFen }) => wanText(allocatedFen))).toEqual(sums);
  });

  it("shares itself out over the sectors as the plan says", () => {
    expect(view.sectors.map(({ code, sharePercent }) => [code, sharePercent])).toEqual([
      ["livelihood", "78.00"],
      ["industry", "8.67"],
      ["infrastructure", "12.33"],
      ["talent", "0.67"],
      ["social-governance", "0.33"],
    ]);
    expect(view.sectors.map(({ name }) => name.zh)).toEqual([
      "民生改善",
      "产业优化",
      "基础设施建设",
      "人才培养",
      "社会管理",
    ]);
  });

  it("differs from the funding rule by the amounts that nobody hid", () => {
    const line = (pick: "byRuleFen" | "varianceFen") =>
      view.years.map((year) => roundedWanText(year[pick] ?? parseWan("-1") ?? 0n, 2));
    expect(line("byRuleFen")).toEqual(["2717.00", "2852.85", "2995.49", "3145.27", "3302.53"]);
    expect(line("varianceFen")).toEqual(["-17.00", "-0.85", "-0.49", "-0.27", "5.47"]);
    const sum = view.years.reduce((total, { byRuleFen }) => total + (byRuleFen ?? 0n), 0n);
    expect([roundedWanText(sum, 2), roundedWanText(view.totalFen - sum, 2)]).toEqual(["15013.14", "-13.14"]);
    expect(view.bases).toEqual([{ year: 2015, estimatedFen: parseWan("543400"), confirmedFen: null }]);
  });

  it("reports the earlier plan as it stood in October 2015", () => {
    expect(view.earlierPlan).toEqual({
      firstYear: 2012,
      lastYear: 2016,
      reportedTo: "2015-10-31",
      plannedFen: parseWan("12000"),
      receivedFen: parseWan("9639"),
      projects: 16,
      completed: 10,
      underway: 6,
    });
    const carriedOver = view.projects.filter((project) => project.carriedOver).map(({ code }) => code);
    expect(carriedOver).toEqual(["yak-base", "guesthouses", "crafts", "flood-control", "social-governance"]);
  });

  it("says that the day of adoption is assumed", () => {
    expect([view.adoptedOn, view.adoptedOnAssumed]).toEqual(["2016-01-01", true]);
  });

  it("plans the quantities of the text", () => {
    expect(planned("housing")).toEqual({ "new-houses": "2000", "renovated-houses": "3000" });
    expect(planned("yak-base")).toEqual({ "model-households": "10" });
    expect(planned("guesthouses")).toEqual({ guesthouses: "20" });
    expect(planned("flood-control")).toEqual({ site: "30000", buildings: "5549.33" });
    expect(planned("babagou")).toEqual({
      "visitor-centre": "8000",
      gate: "2000",
      "car-park": "1500",
      "management-office": "2000",
      pavilions: "200",
      road: "40",
      trails: "10",
    });
    const rooms = added("crafts").quantities.filter(({ unit }) => unit.zh === "平方米");
    expect(rooms).toHaveLength(10);
    expect(rooms.reduce((sum, { planned: size }) => sum + BigInt(size), 0n)).toBe(5200n);
    expect([planned("village-training"), planned("social-governance")]).toEqual([{}, {}]);
    expect(added("flood-control").description.zh).toContain("10583");
  });

  it("names the funding of the text, and leaves open what the text leaves open", () => {
    const money = view.projects.map(({ code, totalInvestmentFen, unsourcedFen }) => [
      code,
      totalInvestmentFen === null ? null : wanText(totalInvestmentFen),
      unsourcedFen === null ? null : wanText(unsourcedFen),
    ]);
    expect(money).toEqual([
      ["housing", null, null],
      ["yak-base", "300", "0"],
      ["guesthouses", null, null],
      ["crafts", "1500", "0"],
      ["babagou", "14876", "14376"],
      ["flood-control", "5954", "1954"],
      ["village-training", "100", "0"],
      ["social-governance", "200", "0"],
    ]);
    const sources = (code: string) =>
      added(code).fundingSources.map(({ kind, amountFen }) => [kind, amountFen === null ? null : wanText(amountFen)]);
    expect(sources("flood-control")).toEqual([
      ["pairedAssistance", "1850"],
      ["earlierAssistance", "2150"],
    ]);
    expect(sources("social-governance")).toEqual([
      ["pairedAssistance", "50"],
      ["earlierAssistance", "150"],
    ]);
    expect(sources("housing")).toEqual([
      ["pairedAssistance", "11700"],
      ["countySelfRaised", null],
    ]);
  });

  it("is written in Chinese and in English throughout", () => {
    const texts: unknown[] = [];
    JSON.stringify(dated, (_, value: unknown) => {
      if (typeof value === "object" && value !== null && "zh" in value) texts.push(value);
      return typeof value === "bigint" ? value.toString() : value;
    });
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter((text) => !(text as { en: string | null }).en)).toEqual([]);
  });
});
