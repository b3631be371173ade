import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { serve, type ServerType } from "@hono/node-server";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../../infra/testing/browser.ts";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, slug } from "../testing/feed-fixture.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const plan = `/plans/${slug}`;
const pages = [
  "/",
  plan,
  `${plan}?asOf=2016-12-31&knownAt=2017-01-10T00:00:00Z`,
  `${plan}/projects/flood-control`,
  `${plan}/transfers?first=3`,
  `${plan}/changes`,
  "/entries/69",
  "/feeds",
  "/glossary",
  "/about",
  "/?asOf=2016-02-30",
];

let fixture: FeedFixture;
let server: ServerType;
let browser: Browser;
let base = "";

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  browser = await launchBrowser();
  base = await new Promise((resolve) => {
    server = serve({ fetch: fixture.app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
  await fixture.dispose();
});

/** A page of its own, gone afterwards. */
async function visiting(options: Parameters<Browser["newContext"]>[0], visit: (page: Page) => Promise<void>) {
  const context: BrowserContext = await browser.newContext(options);
  try {
    await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

describe.each([
  ["zh-CN", 1440],
  ["zh-CN", 390],
  ["en", 1440],
  ["en", 390],
])("in %s at %i pixels", (lang, width) => {
  it.each(pages)("%s has nothing that axe finds, and does not scroll sideways", async (path) => {
    // The policy of the pages keeps every script out, axe included.
    await visiting({ bypassCSP: true, viewport: { width, height: 900 } }, async (page) => {
      await page.goto(`${base}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    });
  });
});

describe("without script", () => {
  it("a reader has the four answers, the charts and their figures", async () => {
    await visiting({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(`${base}${plan}?lang=en`);
      expect(await page.locator(".answers > li").count()).toBe(4);
      expect(await page.getAttribute(".plot", "aria-label")).toContain("Appropriated to the account 5552");
      expect(await page.locator(".year-bars .bar").count()).toBeGreaterThan(20);
      await page.click("summary:has-text('In all at the end of each year')");
      expect(await page.isVisible("caption:has-text('In all at the end of each year')")).toBe(true);
    });
  });

  it("a reader gets from the first page to an entry, and into the past", async () => {
    await visiting(
      { javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: "zh-CN" },
      async (page) => {
        await page.goto(base);
        await page.click(`main a[href="${plan}"]`);
        expect(await page.textContent("h1")).toContain("白玉县");
        await page.click("summary:has-text('查看过去某一天')");
        await page.fill("#asOf", "2016-12-31");
        await page.fill("#knownAt", "2017-01-10T08:00:00");
        await page.click(".moment-control button");
        expect(page.url()).toBe(`${base}${plan}?asOf=2016-12-31&knownAt=2017-01-10T00:00:00.000000Z`);
        expect(await page.textContent("aside.notice-past")).toContain("2016年12月31日");
        await page.click(".places a:has-text('资金流水')");
        await page.selectOption("#project", "crafts");
        await page.click(".filter button");
        expect(await page.textContent(".statement tbody")).toContain("30.00");
        await page.click(".statement a");
        expect(await page.textContent(".statement-text")).toContain("下达30万元");
        await page.click("aside.notice-past a");
        expect(await page.textContent("[role=note]")).toContain("这条记录已被更正");
      },
    );
  });
});
