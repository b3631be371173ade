import { readPlanWorkbook } from "@mingzhang/open-data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture, workbookContent } from "./testing/api-fixture.ts";
import { baiyuWorkbook, wan } from "./testing/baiyu-workbook.ts";
import { recordingOn, type Result, resultFields } from "./testing/record.ts";
import ExcelJS from "exceljs";

let api: ApiFixture;
beforeAll(async () => {
  api = await apiFixture();
});
afterAll(() => api.dispose());

const importText = `mutation ($content: String!, $on: Date!, $key: ID!) {
  result: importWorkbook(contentBase64: $content, adoptedOn: $on, control: { idempotencyKey: $key }) { ${resultFields} }
}`;

async function importing(content: string, key: string, on = "2016-01-01"): Promise<Result> {
  return (await api.staff<{ result: Result }>(importText, { content, key, on })).result;
}

interface Preview {
  readonly preview: {
    readonly __typename: string;
    readonly total: { readonly wan: string };
    readonly events: readonly { readonly type: string; readonly summary: string }[];
    readonly details: readonly { readonly code: string; readonly field: string; readonly message: string }[];
  };
}

const previewText = `query ($content: String!, $on: Date) {
  preview: previewWorkbook(contentBase64: $content, adoptedOn: $on) {
    __typename
    ... on WorkbookPreview { slug total { wan } events { type summary } }
    ... on Refusal { details { code field message } }
  }
}`;

async function exported(slug: string, asOf?: string): Promise<string> {
  const query = `query ($slug: String!, $asOf: Date) {
    workbook(slug: $slug, asOf: $asOf) { filename contentBase64 pair { asOf } }
  }`;
  const { workbook } = await api.staff<{ workbook: { contentBase64: string } }>(query, { slug, asOf });
  return workbook.contentBase64;
}

describe("an import", () => {
  it("is previewed as what it then records, and recorded in one append", async () => {
    const content = await workbookContent({ slug: "imported" });
    const { preview } = await api.staff<Preview>(previewText, { content });
    expect(preview).toMatchObject({ __typename: "WorkbookPreview", total: { wan: "15000" } });
    expect(preview.events[0]?.summary).toContain("成都市武侯区对口帮扶白玉县规划");
    expect(await api.store.readStream("plan-imported")).toEqual([]);
    const result = await importing(content, "first");
    expect(result.events.map(({ type }) => type)).toEqual(preview.events.map(({ type }) => type));
    const stored = await api.store.readStream("plan-imported");
    expect(new Set(stored.map(({ recordedAt }) => recordedAt)).size).toBe(1);
  });

  it("of what the plan in force says records nothing and says so", async () => {
    const before = (await api.store.readStream("plan-imported")).length;
    const content = await exported("imported");
    expect(await importing(content, "second")).toMatchObject({
      __typename: "Recorded",
      events: [],
      repeated: false,
      note: "工作簿与现行规划一致，无需记录。",
    });
    const { preview } = await api.staff<Preview>(previewText, { content });
    expect(preview.events).toEqual([]);
    expect(await api.store.readStream("plan-imported")).toHaveLength(before);
  });

  it("retried with its key answers what it did", async () => {
    const first = await importing(await workbookContent({ slug: "imported" }), "first");
    expect(first).toMatchObject({ repeated: true });
    expect(first.events.length).toBeGreaterThan(20);
  });

  it("of another plan under the same slug is refused and tells how a plan is changed", async () => {
    const content = await workbookContent({ slug: "imported", donor: "成都市锦江区" });
    expect(await importing(content, "third")).toMatchObject({
      code: "plan-exists",
      message: "规划“imported”已存在。变更请用资金调剂或规划调整。",
    });
  });

  it("after an export of a changed plan records nothing: amounts in force are exported", async () => {
    await api.adopt("moved");
    const record = recordingOn(api, "moved");
    const moved = await record("decideReallocation", {
      occurredOn: "2016-05-01",
      from: [{ project: "crafts", year: 2016, amountFen: "1000000" }],
      to: [{ project: "crafts", year: 2018, amountFen: "1000000" }],
      reason: "工期顺延",
      authority: "县政府",
      document: "白府〔2016〕9号",
    });
    expect(moved.__typename).toBe("Recorded");
    const content = await exported("moved");
    const read = await readPlanWorkbook(Buffer.from(content, "base64"));
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    expect(read.plan.projects.find(({ code }) => code === "crafts")?.years).toEqual({
      2016: wan("299"),
      2018: wan("1"),
    });
    expect(await importing(content, "again")).toMatchObject({ __typename: "Recorded", events: [] });
    const before = await readPlanWorkbook(Buffer.from(await exported("moved", "2016-04-30"), "base64"));
    expect(before.ok && before.plan.projects.find(({ code }) => code === "crafts")?.years).toEqual({
      2016: wan("300"),
    });
  });

  it("is byte for byte the same for the same view", async () => {
    expect(await exported("moved", "2016-04-30")).toBe(await exported("moved", "2016-04-30"));
  });

  it("of simulated data marks every fact", async () => {
    const content = await workbookContent({ slug: "simulated", simulated: true });
    expect((await importing(content, "sim")).__typename).toBe("Recorded");
    const stored = await api.store.readStream("plan-simulated");
    expect(stored.every(({ meta }) => meta["simulated"] === true)).toBe(true);
  });
});

describe("a workbook that is wrong", () => {
  it("is refused with every fault, each with sheet and cell, and nothing is recorded", async () => {
    const content = await spoiled(await workbookContent({ slug: "spoiled" }));
    const result = await importing(content, "bad");
    expect(result.__typename).toBe("Refusal");
    expect(result.details.length).toBeGreaterThanOrEqual(5);
    for (const { field, message } of result.details) {
      expect(field).toMatch(/^(项目表|规划)(![A-Z]+\d+)?$/);
      expect(message).toMatch(/\p{Script=Han}/u);
    }
    expect(new Set(result.details.map(({ code }) => code)).size).toBeGreaterThanOrEqual(4);
    const { preview } = await api.staff<Preview>(previewText, { content });
    expect(preview.details.map(({ code }) => code)).toEqual(result.details.map(({ code }) => code));
    expect(await api.store.readStream("plan-spoiled")).toEqual([]);
  });

  it("or adopted in the future is refused by the argument's name", async () => {
    const result = await importing(await workbookContent({ slug: "early" }), "early", "2199-01-01");
    expect(result).toMatchObject({ code: "date-in-future", details: [{ field: "adoptedOn", value: "2199-01-01" }] });
  });

  it("in what the domain does not take is refused as well", async () => {
    const result = await importing(await workbookContent({ slug: "shrinking", growthPercent: "-1.5" }), "neg");
    expect(result.details).toMatchObject([
      { code: "invalid-input", field: "workbook.rule.growthPercent", value: "-1.5" },
    ]);
  });
});

describe("the export", () => {
  it("of a plan that does not exist there is null", async () => {
    const query = `query ($slug: String!, $asOf: Date) { workbook(slug: $slug, asOf: $asOf) { filename } }`;
    expect(await api.staff(query, { slug: "nowhere" })).toEqual({ workbook: null });
    expect(await api.staff(query, { slug: "moved", asOf: "2015-01-01" })).toEqual({ workbook: null });
    expect(await api.staff(query, { slug: "moved", asOf: "2016-04-30" })).toEqual({
      workbook: { filename: "moved-2016-04-30.xlsx" },
    });
  });
});

/** The workbook with a wrong amount, a wrong sum, a doubled name, a year without a plan and no unit. */
async function spoiled(contentBase64: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(contentBase64, "base64") as never);
  const sheet = workbook.getWorksheet("项目表");
  if (!sheet) throw new Error("no sheet");
  const header = findRow(sheet, "序号");
  const column = (name: string): number => {
    const titles = sheet.getRow(header).values as unknown[];
    return titles.findIndex((title) => String(title ?? "").startsWith(name));
  };
  const first = header + 1;
  sheet.getCell(first, column("2018年")).value = "很多";
  sheet.getCell(first + 1, column("估算总投资")).value = 301;
  sheet.getCell(first + 2, column("项目名称")).value = baiyuWorkbook().projects[0]?.name ?? "";
  sheet.getCell(first + 3, column("开工年限")).value = 2031;
  sheet.getCell(first + 5, column("2016年")).value = -1850;
  return Buffer.from(await workbook.xlsx.writeBuffer()).toString("base64");
}

function findRow(sheet: ExcelJS.Worksheet, title: string): number {
  for (let row = 1; row <= sheet.rowCount; row++) {
    if ((sheet.getRow(row).values as unknown[]).includes(title)) return row;
  }
  throw new Error(`no row with ${title}`);
}
