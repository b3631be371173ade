import { decide, emptyHistory, namesOf, type PlanView, viewOf } from "@mingzhang/domain";
import { type PlanWorkbook, readPlanWorkbook, type WorkbookProject, writePlanWorkbook } from "@mingzhang/open-data";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baiyuWorkbook, wan } from "../testing/baiyu-workbook.ts";
import { planFromWorkbook } from "./plan-from-workbook.ts";
import { readImport } from "./read-import.ts";
import { sameWorkbook } from "./same-workbook.ts";
import { sectorOfCategory } from "./sector-of-category.ts";
import { workbookFromView } from "./workbook-from-view.ts";

/** A row as a person writes it, who knows no codes. */
function uncoded({ code, ...row }: WorkbookProject): WorkbookProject {
  expect(code).toBeDefined();
  return row;
}

/** The view that a plan has as soon as it is imported. */
function imported(workbook: PlanWorkbook): PlanView {
  const read = planFromWorkbook(workbook, { document: "工作簿" });
  if (!read.ok) throw new Error(JSON.stringify(read.refusals.map(({ field, values }) => [field, values.value])));
  const decision = decide(
    emptyHistory,
    { name: "AdoptPlan", occurredOn: "2016-01-01", plan: read.plan },
    {
      plan: workbook.slug,
      today: "2026-01-01",
      simulated: workbook.simulated === true,
      newId: (index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    },
  );
  if (!decision.ok || !decision.next.state) throw new Error("the imported plan is refused");
  return viewOf(decision.next.state, "2026-01-01");
}

describe("a workbook as a plan", () => {
  it("keeps every figure of the annex", () => {
    const view = imported(baiyuWorkbook());
    expect(view.totalFen).toBe(wan("15000"));
    expect(view.years.map(({ allocatedFen }) => allocatedFen)).toEqual(
      ["2700", "2852", "2995", "3145", "3308"].map(wan),
    );
    expect(view.years.map(({ byRuleFen }) => byRuleFen)).toEqual(
      ["2717", "2852.85", "2995.4925", "3145.267125", "3302.530481"].map(wan),
    );
    expect(view.sectors.map(({ code, sharePercent }) => [code, sharePercent])).toEqual([
      ["livelihood", "78.00"],
      ["industry", "8.67"],
      ["infrastructure", "12.33"],
      ["talent", "0.67"],
      ["social-governance", "0.33"],
    ]);
    expect(namesOf(view).sector("talent")).toEqual({ zh: "人才培养", en: "Talent" });
  });

  it("gives a project without a code one that its row number makes", () => {
    const [first, ...others] = baiyuWorkbook().projects.map(uncoded);
    const view = imported(baiyuWorkbook({ projects: first ? [first, ...others] : [] }));
    expect(view.projects.map(({ code }) => code)).toEqual(["p-1", "p-2", "p-3", "p-4", "p-5", "p-6", "p-7", "p-8"]);
  });

  it("is refused with every fault that the domain finds", () => {
    const read = planFromWorkbook(baiyuWorkbook({ growthPercent: "-3", baseYear: 1066 }), { document: "工作簿" });
    expect(read.ok ? [] : read.refusals.map(({ field }) => field)).toEqual(["rule.growthPercent", "bases.0.year"]);
  });

  it("puts line breaks of a cell on one line and a dash where it says nothing", () => {
    const [project] = baiyuWorkbook().projects;
    const cells = { name: "两行\n文字", description: "" };
    const view = imported(baiyuWorkbook({ projects: project ? [{ ...project, ...cells }] : [] }));
    expect(view.projects[0]).toMatchObject({ name: { zh: "两行 文字" }, description: { zh: "—" } });
  });
});

describe("export and import", () => {
  it("change nothing, through the bytes of the file", async () => {
    const exported = workbookFromView(imported(baiyuWorkbook()));
    if (!exported) throw new Error("no workbook");
    const read = await readPlanWorkbook(await writePlanWorkbook(exported));
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    expect(sameWorkbook(read.plan, exported)).toBe(true);
    expect(workbookFromView(imported(read.plan))).toEqual(exported);
  });

  it("change nothing, for any plan", () => {
    fc.assert(
      fc.property(workbooks, (workbook) => {
        const exported = workbookFromView(imported(workbook));
        expect(exported && sameWorkbook(workbook, exported)).toBe(true);
        expect(exported && workbookFromView(imported(exported))).toEqual(exported);
      }),
      { numRuns: 100 },
    );
  });

  it("keep the mark of simulated data", () => {
    const view = imported(baiyuWorkbook({ simulated: true }));
    expect(view.simulated).toBe(true);
    expect(workbookFromView(view)?.simulated).toBe(true);
    expect(sameWorkbook(baiyuWorkbook(), baiyuWorkbook({ simulated: true }))).toBe(false);
  });

  it("have no workbook for a plan without a funding rule or base", () => {
    const view = imported(baiyuWorkbook());
    expect(workbookFromView({ ...view, rule: null })).toBeNull();
    expect(workbookFromView({ ...view, bases: [] })).toBeNull();
  });

  it("show the wider span where an amount was moved outside of a project's own years", () => {
    const view = imported(baiyuWorkbook());
    const moved = view.projects.map((project) =>
      project.code === "crafts"
        ? { ...project, allocations: [{ year: 2018, amountFen: project.allocatedFen }] }
        : project,
    );
    const row = workbookFromView({ ...view, projects: moved })?.projects.find(({ code }) => code === "crafts");
    expect(row).toMatchObject({ startYear: 2016, endYear: 2018, years: { 2018: wan("300") } });
  });
});

describe("sameWorkbook", () => {
  const own = baiyuWorkbook();
  it.each<[string, Partial<PlanWorkbook>]>([
    ["rows in another order", { projects: own.projects.toReversed() }],
    ["rows without codes", { projects: own.projects.map(uncoded) }],
    ["zeros for empty cells", { projects: own.projects.map((row) => ({ ...row, years: { 2016: 0n, ...row.years } })) }],
  ])("takes %s for the same", (_, changed) => {
    expect(sameWorkbook(baiyuWorkbook(changed), own)).toBe(true);
  });

  it.each<[string, Partial<PlanWorkbook>]>([
    ["another base", { baseFen: own.baseFen + 1n }],
    ["another name", { name: "别的规划" }],
    ["a project less", { projects: own.projects.slice(1) }],
    ["another code", { projects: own.projects.map((row) => ({ ...row, code: `${row.code}-2` })) }],
    ["a fen more", { projects: own.projects.map((row) => ({ ...row, totalFen: row.totalFen + 1n })) }],
  ])("tells %s apart", (_, changed) => {
    expect(sameWorkbook(baiyuWorkbook(changed), own)).toBe(false);
  });
});

describe("sectorOfCategory", () => {
  it("knows the five of the annex, however they are spaced", () => {
    expect(sectorOfCategory("民生社保 项目").sector).toBe("livelihood");
  });

  it("derives the same code for another category, whenever it is read", () => {
    expect(sectorOfCategory("生态保护")).toEqual({ sector: "sector-8e7c915ddb1a", name: { zh: "生态保护", en: null } });
    expect(sectorOfCategory("Health & care").sector).toBe("health-care");
  });

  it("keeps clear of the known codes and of names that every object has", () => {
    expect(sectorOfCategory("Industry").sector).toMatch(/^sector-/);
    expect(sectorOfCategory("constructor").sector).toMatch(/^sector-/);
  });
});

describe("readImport", () => {
  it("names the document by its hash", async () => {
    const content = Buffer.from(await writePlanWorkbook(baiyuWorkbook())).toString("base64");
    const read = await readImport(content);
    expect(read).toMatchObject({
      ok: true,
      document: expect.stringMatching(/^《成都市.*》工作簿（SHA-256 [0-9a-f]{64}）$/),
    });
  });

  it.each([
    ["not base64", "***", "invalid-input"],
    ["half a byte", "abcde", "invalid-input"],
    ["too large", "A".repeat(14_000_000), "file-too-large"],
    ["no workbook", Buffer.from("hello").toString("base64"), "not-xlsx"],
    ["empty", "", "empty-file"],
  ])("refuses what is %s", async (_, content, code) => {
    const read = await readImport(content);
    expect(read.ok ? null : read.refusal.details.map((detail) => detail.code)).toEqual([code]);
  });
});

const text = fc.stringMatching(/^[一-龥a-zA-Z0-9（）]{1,20}$/);
const years = [2016, 2017, 2018, 2019, 2020];

const project = fc.record({
  category: fc.constantFrom("民生社保项目", "社会管理", "生态保护", "Health care"),
  name: text,
  description: fc.oneof(text, fc.constant("")),
  responsibleUnit: text,
  amounts: fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 5 }),
  coded: fc.boolean(),
});

const workbooks: fc.Arbitrary<PlanWorkbook> = fc.array(project, { minLength: 1, maxLength: 6 }).map((rows) =>
  baiyuWorkbook({
    projects: rows.map(({ amounts, coded, ...row }, index) => ({
      ...row,
      number: index + 1,
      startYear: 2016,
      endYear: 2015 + amounts.length,
      totalFen: amounts.reduce((sum, amount) => sum + amount, 0n),
      years: Object.fromEntries(amounts.map((amount, at) => [years[at], amount])),
      ...(coded ? { code: `project-${index}` } : {}),
    })),
  }),
);
