import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { seriousFaults } from "./testing/axe.ts";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";
import { startWitness, type WitnessProcess } from "./testing/witness-process.ts";

const slug = "wuhou-baiyu-2016-2020";
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Where pictures of the console go, for whoever wants to look at them. */
const pictures = process.env["MINGZHANG_PICTURES"];

let dataDir = "";
let product: Product;
let witness: WitnessProcess;
let browser: Browser;
let page: Page;

const witnessFolder = () => join(dataDir, "witness");
const policyFile = () => join(dataDir, "witnesses.policy");

beforeAll(async () => {
  dataDir = await newDataDir();
  const first = await startProduct("start", dataDir);
  witness = await startWitness(witnessFolder(), { options: ["--log", first.url, "--name", "county.example"] });
  await first.end();
  const lines = [`witness county ${witness.vkey} ${witness.url}`, "quorum county", ""];
  await writeFile(policyFile(), lines.join("\n"));
  [product, browser] = await Promise.all([start(), launchBrowser()]);
  page = await browser.newPage({ locale: "zh-CN", viewport: sizes.desk });
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser?.close();
  await product?.end();
  await witness?.end();
  await removeDataDir(dataDir);
});

const start = () => startProduct("start", dataDir, { LOG_POLICY: policyFile() });

const mutation = `mutation ($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) { __typename }
}`;

async function appropriate(voucher: string): Promise<void> {
  const input = { occurredOn: "2016-05-04", year: 2016, amountFen: "100", voucher };
  expect(await ask(product, mutation, { slug, input, key: randomUUID() })).toEqual({
    result: { __typename: "Recorded" },
  });
}

/** Opens the plan in the console. */
async function open(lang: "zh-CN" | "en" = "zh-CN"): Promise<void> {
  await page.goto(`${product.url}/console/plans/${slug}?lang=${lang}`);
}

/** In both languages and at both widths: nothing runs out of the page, and nothing that axe calls serious. */
async function looksRight(name: string): Promise<void> {
  for (const lang of ["zh-CN", "en"] as const) {
    for (const [width, size] of Object.entries(sizes)) {
      await page.setViewportSize(size);
      await open(lang);
      await page.locator(".public-log-facts").waitFor();
      await page.locator(".plan-sums").first().waitFor();
      const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await page.evaluate(wide), `${lang} ${width}`).toBe(0);
      expect(await page.locator(".public-log").isVisible(), `${lang} ${width}`).toBe(true);
      expect(await seriousFaults(page), `${lang} ${width}`).toEqual([]);
      if (pictures === undefined) continue;
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${width}-${lang}.png`) });
    }
  }
  await page.setViewportSize(sizes.desk);
}

it("a log that waits for its witness says in the console what waits, since when, why, and what helps", async () => {
  await open();
  const frame = page.locator(".public-log");
  await frame.getByText(/^公开日志 \d+ 条$/).waitFor();
  expect(await page.getByRole("alert").innerText()).toBe("");

  await witness.end();
  await appropriate("待见证");
  const alert = page.getByRole("alert");
  await alert.getByText("签署的见证人不足").waitFor();
  for (const word of ["已录入的不会丢失", "LOG_POLICY"]) expect(await alert.innerText()).toContain(word);
  await frame.getByText("公开日志暂停公布 · 待公布 1 条").waitFor();
  const facts = page.locator(".public-log-facts");
  for (const word of ["county", "没有应答", "1 条", "自"]) expect(await facts.innerText()).toContain(word);
  expect(await facts.innerText()).not.toContain("ECONNREFUSED");
  await looksRight("held");

  await page.evaluate(`sessionStorage.setItem("mz-token", "${product.token}")`);
  await open();
  await facts.getByText("ECONNREFUSED").waitFor();

  witness = await startWitness(witnessFolder(), { port: Number(new URL(witness.url).port) });
  await frame.getByText(/^公开日志 \d+ 条$/).waitFor();
  expect(await alert.innerText()).toBe("");
  expect(await facts.count()).toBe(0);
});

it("a log that has stopped says why and what brings it back, to staff where", async () => {
  await product.end();
  const tile = join(dataDir, "log", "tile", "0");
  const { publishedSize } = await spoil(tile);
  product = await start();
  await page.evaluate("sessionStorage.clear()");
  await open();
  const alert = page.getByRole("alert");
  await alert.getByText("公开日志的文件与最后签名的检查点不符").waitFor();
  expect(await alert.innerText()).toContain("npm run log -- recover");
  await page.locator(".public-log").getByText("公开日志已停止").waitFor();
  const facts = page.locator(".public-log-facts");
  expect(await facts.innerText()).not.toContain("log-differs");
  await looksRight("stopped");
  await appropriate("停止之后");
  await page.locator(".public-log").getByText("1 waiting").waitFor();
  expect(await facts.textContent()).toContain(`Entries published${publishedSize}`);
  await page.evaluate(`sessionStorage.setItem("mz-token", "${product.token}")`);
  await open("en");
  await facts.getByText("log-differs").waitFor();
});

/** Changes a byte in the newest tile of the log, as somebody would who edits the past. */
async function spoil(folder: string): Promise<{ publishedSize: number }> {
  const size = Number((await readFile(join(dataDir, "log", "checkpoint"), "utf8")).split("\n")[1]);
  const file = join(folder, `000.p`, String(size));
  const bytes = await readFile(file);
  bytes[5] = (bytes[5] ?? 0) ^ 1;
  await writeFile(file, bytes);
  return { publishedSize: size };
}
