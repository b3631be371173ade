import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { ask } from "./testing/graphql.ts";
import { matrixQuery, type PlanMatrix } from "./testing/matrix.ts";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
/** The plan's figures in 万元. Source: the plan document, chapter 4 and its annex. */
const years = ["2016", "2017", "2018", "2019", "2020"];
const rows: Readonly<Record<string, readonly string[]>> = {
  housing: ["0", "2827", "2720", "2870", "3283", "11700"],
  "yak-base": ["300", "0", "0", "0", "0", "300"],
  guesthouses: ["200", "0", "0", "0", "0", "200"],
  crafts: ["300", "0", "0", "0", "0", "300"],
  babagou: ["0", "0", "250", "250", "0", "500"],
  "flood-control": ["1850", "0", "0", "0", "0", "1850"],
  "village-training": ["0", "25", "25", "25", "25", "100"],
  "social-governance": ["50", "0", "0", "0", "0", "50"],
};
const totals = ["2700", "2852", "2995", "3145", "3308"];
const byRule = ["2717.00", "2852.85", "2995.49", "3145.27", "3302.53"];
const variance = ["-17.00", "-0.85", "-0.49", "-0.27", "5.47"];
const shares = {
  livelihood: "78.00",
  industry: "8.67",
  infrastructure: "12.33",
  talent: "0.67",
  "social-governance": "0.33",
};

let dataDir = "";
let product: Product;
let browser: Browser;

beforeAll(async () => {
  dataDir = await newDataDir();
  [product, browser] = await Promise.all([startProduct("start", dataDir), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.end();
  await removeDataDir(dataDir);
});

describe("a first start", () => {
  it("answers the matrix with every figure of the plan", async () => {
    const { plan } = await ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug });
    const found = plan.projects.map(({ code, allocations, allocated }) => [
      code,
      [...years.map((year) => allocations.find((cell) => String(cell.year) === year)?.amount.wan), allocated.wan],
    ]);
    expect(Object.fromEntries(found)).toEqual(rows);
    expect(plan.years.map(({ allocated }) => allocated.wan)).toEqual(totals);
    expect(plan.years.map((year) => hundredths(year.byRule.wan))).toEqual(byRule);
    expect(plan.years.map((year) => hundredths(year.variance.wan))).toEqual(variance);
    expect(Object.fromEntries(plan.sectors.map(({ code, sharePercent }) => [code, sharePercent]))).toEqual(shares);
    expect([plan.total.wan, plan.total.fen]).toEqual(["15000", "15000000000"]);
    expect(plan.stateHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("answers a past pair with the same bytes every time", async () => {
    const now = new Date().toISOString();
    const body = JSON.stringify({ query: matrixQuery, variables: { slug, asOf: "2018-06-30", knownAt: now } });
    const headers = { "Content-Type": "application/json" };
    const text = async () => (await fetch(`${product.url}/graphql`, { method: "POST", headers, body })).text();
    const first = await text();
    expect(first).toContain('"stateHash"');
    expect(await text()).toBe(first);
  });

  it("shows the same figures on the portal's plan page without JavaScript", async () => {
    const page = await browser.newPage({ javaScriptEnabled: false, locale: "zh-CN" });
    await page.goto(`${product.url}/plans/${slug}`);
    const text = (await page.locator("main").innerText()).replaceAll(/[,\s]+/g, " ").replaceAll("−", "-");
    const cells = new Set(text.split(" "));
    const wanted = [...Object.values(rows).flat(), ...totals, "15000", ...byRule, ...variance, "15013.14", "-13.14"];
    expect(wanted.filter((figure) => figure !== "0" && !shows(cells, figure))).toEqual([]);
    for (const share of Object.values(shares)) expect(text).toContain(share);
    await page.close();
  });

  it("is alive, ready and measured", async () => {
    const get = async (path: string) => fetch(product.url + path);
    expect((await get("/healthz")).status).toBe(200);
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toMatchObject([200, { state: "ready", lagEvents: "0" }]);
    const metrics = await (await get("/metrics")).text();
    expect(metrics).toMatch(/^mingzhang_projection_lag_events 0$/m);
    expect(metrics).toMatch(/^http_request_duration_seconds_count\{/m);
  });

  it("prints where to go, and the write token once", async () => {
    const { token } = product;
    for (const part of ["/console/", "/graphql", token, dataDir, "Ctrl-C"]) expect(product.out()).toContain(part);
    expect((await readFile(`${dataDir}/write-token`, "utf8")).trim()).toBe(token);
  });

  it("refuses a second start on its data folder and keeps running", async () => {
    const second = await runVerb(["start"], { DATA_DIR: dataDir });
    expect(second.code).toBe(2);
    expect(second.err.trim().split("\n")).toHaveLength(1);
    expect(second.err).toContain(dataDir);
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
  });

  it("stops on SIGTERM within ten seconds, exits 0 and keeps everything for the next start", async () => {
    const stream = await fetch(`${product.url}/stream`);
    const before = await ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug });
    const began = performance.now();
    const ended = await product.end("SIGTERM");
    expect([ended.code, performance.now() - began < 10_000]).toEqual([0, true]);
    await stream.body?.cancel().catch(() => undefined);
    product = await startProduct("start", dataDir);
    expect(await ask(product, matrixQuery, { slug })).toEqual(before);
    expect(product.out()).not.toContain(product.token);
    const entries = await ask<{ events: { totalCount: number } }>(
      product,
      "query ($slug: String!) { events(slug: $slug, first: 1) { totalCount } }",
      { slug },
    );
    expect(entries.events.totalCount).toBe(32);
  });
});

/** Two decimals of an exact decimal, halves away from zero, without a floating-point number. */
function hundredths(text: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const thousandths = BigInt(whole + fraction.padEnd(3, "0").slice(0, 3));
  const rounded = ((thousandths + 5n) / 10n).toString().padStart(3, "0");
  return `${sign}${rounded.slice(0, -2)}.${rounded.slice(-2)}`;
}

/** A page may write a whole amount with or without decimals. */
function shows(cells: ReadonlySet<string>, figure: string): boolean {
  const trimmed = figure.replace(/\.00$/, "");
  return [figure, trimmed, `${trimmed}.00`, `+${figure}`].some((form) => cells.has(form));
}
