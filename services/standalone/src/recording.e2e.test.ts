import { setTimeout as pause } from "node:timers/promises";
import { addDays } from "@mingzhang/domain";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const withinMs = 2_000;

let dataDir = "";
let product: Product;
let browser: Browser;
let page: Page;
let before = "";
/** What the page's policy kept out, and what its scripts did not catch. */
const complaints: string[] = [];

beforeAll(async () => {
  dataDir = await newDataDir();
  [product, browser] = await Promise.all([startProduct("start", dataDir), launchBrowser()]);
  page = await browser.newPage({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (said) => {
    if (said.text().includes("Content Security Policy")) complaints.push(said.text());
  });
  before = new Date().toISOString();
  await pause(5);
});
afterAll(async () => {
  await browser?.close();
  await product?.end();
  await removeDataDir(dataDir);
});

const text = async (path: string): Promise<string> => (await fetch(product.url + path)).text();

/** Where each kind of record is looked for: a page for people, a table and both feeds. */
const places = (pagePath: string, table: string): readonly string[] => [
  pagePath,
  `/data/${slug}/${table}.csv`,
  `/feed.json?plan=${slug}`,
  `/feed.atom?plan=${slug}`,
];

/** The public places that show the text in time, counted from when the console says that it is recorded. */
async function shownInTime(paths: readonly string[], mark: string): Promise<readonly string[]> {
  const until = performance.now() + withinMs;
  const shows = async (path: string): Promise<boolean> => {
    while (performance.now() < until) {
      if ((await text(path)).includes(mark)) return true;
      await pause(50);
    }
    return false;
  };
  const shown = await Promise.all(paths.map(async (path) => ((await shows(path)) ? [path] : [])));
  return shown.flat();
}

/** The places that show the text on a day, or as known at an instant, each with its own address for that pair. */
async function shownAt(paths: readonly string[], pair: string, mark: string): Promise<readonly string[]> {
  const at = (path: string) => `${path}${path.includes("?") ? "&" : "?"}${pair}`;
  const found = await Promise.all(paths.map(async (path) => [path, (await text(at(path))).includes(mark)] as const));
  return found.filter(([, shows]) => shows).map(([path]) => path);
}

async function open(kind: string): Promise<void> {
  await page.goto(`${product.url}/console/plans/${slug}/record/${kind}`);
}

async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const input = page.getByLabel(label, { exact: true });
    if ((await input.evaluate((element) => element.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
}

async function signInIfAsked(): Promise<void> {
  const token = page.getByRole("textbox", { name: "写入令牌" });
  const confirm = page.getByRole("button", { name: "确认录入" });
  await token.or(confirm).first().waitFor();
  if (!(await token.isVisible())) return;
  await token.fill(product.token);
  await page.getByRole("dialog").getByRole("button", { name: "登录" }).click();
}

/** Preview, the token where it is asked for, then record. Resolves when the console says that it is recorded. */
async function record(): Promise<void> {
  await page.getByRole("button", { name: "预览效果" }).click();
  await signInIfAsked();
  await page.getByRole("heading", { name: "录入后的变化" }).waitFor();
  await page.getByRole("button", { name: "确认录入" }).click();
  await page.getByRole("heading", { name: "已录入" }).waitFor();
}

describe("what the browser records in the console", () => {
  const transfers = [
    {
      kind: "appropriation",
      on: "2016-03-22",
      mark: "拨字2016-0322",
      fields: { 财政年度: "2016", 金额: "1500" },
    },
    {
      kind: "release",
      on: "2016-03-30",
      mark: "下字2016-0330",
      fields: { 项目: "flood-control", 金额: "900" },
    },
    {
      kind: "payment",
      on: "2016-04-12",
      mark: "付字2016-0412",
      fields: {
        项目: "flood-control",
        金额: "420.5",
        收款方类别: "contractor",
        收款方: "县防洪工程承建单位",
        用途: "第一期工程款",
      },
    },
  ] as const;

  it.each(transfers)(
    "is a $kind that portal, table and feeds show within two seconds, not a day early, and not as known before",
    async ({ kind, on, mark, fields }) => {
      await open(kind);
      await fill({ 发生日期: on, ...fields, 凭证号: mark });
      await record();
      const paths = places(`/plans/${slug}/transfers`, "transfers");
      expect(await shownInTime(paths, mark)).toEqual(paths);
      const dated = paths.slice(0, 2);
      expect(await shownAt(dated, `asOf=${on}`, mark)).toEqual(dated);
      expect(await shownAt(dated, `asOf=${addDays(on, -1)}`, mark)).toEqual([]);
      expect(await shownAt(paths, `knownAt=${before}`, mark)).toEqual([]);
    },
  );

  it("is a reallocation moved in the matrix, which all of them show in time and none too early", async () => {
    const on = "2018-11-20";
    const mark = "调字2018-1120";
    await open("reallocation");
    const cell = (year: number) => page.getByRole("textbox", { name: `火龙沟巴巴沟旅游基础设施 ${year}` });
    await cell(2018).fill("150");
    await page.getByText("尚未相抵。").waitFor();
    await cell(2019).fill("350");
    await page.getByText("收支相抵，可以预览。").waitFor();
    await fill({ 决定日期: on, 理由: "开工推迟", 批准机关: "两地联席会议", 依据文件: mark });
    await record();
    const paths = places(`/plans/${slug}/changes`, "changes");
    expect(await shownInTime(paths, mark)).toEqual(paths);
    const dated = paths.slice(0, 1);
    expect(await shownAt(dated, `asOf=${addDays(on, -1)}`, mark)).toEqual([]);
    expect(await shownAt(paths, `knownAt=${before}`, mark)).toEqual([]);
    const cells = (table: string) =>
      table
        .split("\n")
        .filter((line) => line.includes("babagou"))
        .join("\n");
    const csv = `/data/${slug}/allocations.csv`;
    expect(cells(await text(`${csv}?asOf=${on}`))).toContain("3500000.00");
    expect(cells(await text(`${csv}?asOf=${addDays(on, -1)}`))).not.toContain("3500000.00");
  });

  it("is seen by a console that stands open, without loading it again", async () => {
    const other = await browser.newPage({ locale: "zh-CN" });
    await other.goto(`${product.url}/console/plans/${slug}/transfers`);
    await other.getByText("付字2016-0412").first().waitFor();
    await open("release");
    await fill({ 发生日期: "2016-04-20", 项目: "crafts", 金额: "150", 凭证号: "下字2016-0420" });
    await record();
    await other.getByText("下字2016-0420").first().waitFor({ timeout: withinMs });
    await other.close();
  });

  it("is refused with its reason where the account does not hold it, and nothing typed is lost", async () => {
    await open("release");
    await fill({ 发生日期: "2016-04-21", 项目: "flood-control", 金额: "949", 凭证号: "下字2016-0421" });
    await page.getByRole("button", { name: "预览效果" }).click();
    await page.getByText(/专户/).filter({ hasText: "499" }).first().waitFor();
    expect(await page.getByLabel("凭证号", { exact: true }).inputValue()).toBe("下字2016-0421");
    expect(await text(`/plans/${slug}/transfers`)).not.toContain("下字2016-0421");
  });

  it("is recorded without a script that failed or a file that the page's policy kept out", () => {
    expect(complaints).toEqual([]);
  });
});
