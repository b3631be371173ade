import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { seriousFaults } from "./testing/axe.ts";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const widths = [1440, 390];
const past = "asOf=2018-06-30&knownAt=2018-07-15T00:00:00Z";

const portalPages = [
  "/",
  "/feeds",
  `/plans/${slug}`,
  `/plans/${slug}?${past}`,
  `/plans/${slug}/transfers`,
  `/plans/${slug}/changes`,
  `/plans/${slug}/projects/housing`,
  "/entries/200",
];
const consolePages = [
  "",
  `plans/${slug}`,
  `plans/${slug}?${past}`,
  `plans/${slug}/projects/housing`,
  `plans/${slug}/transfers`,
  `plans/${slug}/history`,
  `plans/${slug}/diff`,
  `plans/${slug}/workbook`,
  `plans/${slug}/record`,
  `plans/${slug}/record/payment`,
  `plans/${slug}/record/reallocation`,
];

let dataDir = "";
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  dataDir = await newDataDir();
  [product, browser] = await Promise.all([startProduct("demo", dataDir), launchBrowser()]);
  // The policy of the pages would keep axe out; that the pages live with it is what the other tests see.
  page = await (await browser.newContext({ bypassCSP: true, locale: "zh-CN", reducedMotion: "reduce" })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await product?.end();
  await removeDataDir(dataDir);
});

const get = async (path: string): Promise<string> => (await fetch(product.url + path)).text();

/** The page at its widest, when what it asked for has come. */
async function visit(path: string): Promise<void> {
  await page.setViewportSize({ width: widths[0] ?? 0, height: 900 });
  await page.goto(product.url + path, { waitUntil: "load" });
  await page.locator("main h1, #main h1").first().waitFor();
  await page.waitForFunction("document.querySelectorAll('[aria-busy=true]').length === 0");
}

/** What is wrong with a page in its widths: serious findings of axe, and sideways scrolling. */
async function faults(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await seriousFaults(page)).map((fault) => `${width}: ${fault}`));
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    if (overflow > 0) found.push(`${width}: ${overflow} px wider than the window`);
  }
  return found;
}

describe("a demonstration", () => {
  it("says so when it starts", () => expect(product.out()).toContain("made up"));

  it.each(portalPages)("marks the portal's %s as simulated, which axe finds nothing serious on", async (path) => {
    await visit(path);
    expect(await page.locator("body").innerText()).toContain("模拟数据");
    expect(await page.title()).toContain("模拟");
    expect(await faults()).toEqual([]);
  });

  it.each(consolePages)("marks the console's %s as simulated, which axe finds nothing serious on", async (path) => {
    await visit(`/console/${path}`);
    await page.getByText("模拟").first().waitFor();
    expect(await faults()).toEqual([]);
  });

  it("marks every line of every table", async () => {
    for (const table of ["allocations", "transfers", "milestones", "changes"]) {
      const [head = "", ...lines] = (await get(`/data/${slug}/${table}.csv`)).trim().split("\r\n");
      expect(head, table).toMatch(/,simulated$/);
      expect(lines.length, table).toBeGreaterThan(10);
      expect(
        lines.filter((line) => !line.endsWith(",true")),
        table,
      ).toEqual([]);
    }
  });

  it("marks every entry of the feeds and of the log", async () => {
    const feed = JSON.parse(await get("/feed.json")) as {
      _mingzhang: { simulated: boolean };
      items: readonly { title: string; _mingzhang: { simulated: boolean } }[];
    };
    expect(feed._mingzhang.simulated).toBe(true);
    expect(feed.items.filter((item) => !item._mingzhang.simulated || !item.title.includes("模拟"))).toEqual([]);
    const atom = await get("/feed.atom");
    const entries = atom.split("<entry>").slice(1);
    expect(entries.length).toBe(feed.items.length);
    expect(entries.filter((entry) => !entry.includes("<mz:simulated>true</mz:simulated>"))).toEqual([]);
    const lines = (await get("/log/0.ndjson")).trim().split("\n");
    const marks = lines.map((line) => (JSON.parse(line) as { data: { simulated: boolean } }).data.simulated);
    expect([marks.length > 200, new Set(marks)]).toEqual([true, new Set([true])]);
  });

  it("marks what a visitor records", async () => {
    const mutation = `mutation ($slug: String!, $input: AppropriationInput!) {
      result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: "visitor" }) {
        ... on Recorded { events { simulated } }
      }
    }`;
    const input = { occurredOn: "2021-05-06", year: 2020, amountFen: "1000000", voucher: "访客" };
    const { result } = await ask<{ result: object }>(product, mutation, { slug, input });
    expect(result).toEqual({ events: [{ simulated: true }] });
  });

  it("keeps its five years for the next start", async () => {
    const count = async () => (await get("/log/1.ndjson")).trim().split("\n").length;
    // What the visitor recorded is shown once it is proved.
    await expect.poll(() => get("/log/1.ndjson"), { timeout: 10_000 }).toContain("访客");
    const before = await count();
    expect((await product.end()).code).toBe(0);
    product = await startProduct("demo", dataDir);
    expect(await count()).toBe(before);
    expect(product.out()).not.toContain("Simulating the years");
  });
});
