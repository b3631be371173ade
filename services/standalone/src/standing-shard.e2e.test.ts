import { randomUUID } from "node:crypto";
import { streamOf } from "@mingzhang/domain";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { Client } from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { seriousFaults } from "./testing/axe.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const server = new URL(process.env.TEST_DATABASE_URL ?? "");
const name = `standing_${randomUUID().slice(0, 8)}`;
const databaseUrl = new URL(`/${name}`, server).href;
const poison = { id: randomUUID(), type: "Unheard", data: {}, meta: { occurredOn: "2016-02-01" } };

let dataDir = "";
let product: Product;
let browser: Browser;
let page: Page;

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await onServer(`create database ${name}`);
  dataDir = await newDataDir();
  [product, browser] = await Promise.all([
    startProduct("start", dataDir, { DATABASE_URL: databaseUrl }),
    launchBrowser(),
  ]);
  page = await browser.newPage({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await browser?.close();
  await product?.end();
  await removeDataDir(dataDir);
  await onServer(`drop database if exists ${name} with (force)`);
});

/** Records what this version does not understand, as a newer program on the same store would. */
async function recordUnheard(): Promise<void> {
  const store = await postgresStore({ pool: databaseUrl });
  await store.append(streamOf(slug), "any", [poison]);
  await store.close();
}

/** What is shown in the frame on a phone, where little room is left. */
async function statusOnAPhone(): Promise<string> {
  await page.setViewportSize({ width: 390, height: 844 });
  const shown = page.locator(".projection");
  expect(await shown.isVisible()).toBe(true);
  const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  expect(await page.evaluate(wide)).toBe(0);
  const said = await shown.innerText();
  await page.setViewportSize({ width: 1440, height: 900 });
  return said;
}

it("a record that cannot be projected is an alert in console, /readyz and /metrics, and every page stays", async () => {
  await page.goto(`${product.url}/console/plans/${slug}`);
  const status = page.locator(".projection [role=status]");
  await status.getByText("已是最新").waitFor();
  expect(await page.getByRole("alert").innerText()).toBe("");
  expect(await statusOnAPhone()).toMatch(/^已是最新\s*位置 \d+$/);

  await recordUnheard();
  const alert = page.getByRole("alert");
  await alert.getByText(poison.id).waitFor();
  const said = await alert.innerText();
  for (const word of [slug, "Unheard", "分片", "升级"]) expect(said).toContain(word);
  expect(said).not.toContain("原因");
  await status.getByText("部分规划暂停更新").waitFor();
  // What came after it is not published either, and that takes the room of the position.
  await page.locator(".public-log").getByText("公开日志暂停公布").waitFor();
  expect(await statusOnAPhone()).toMatch(/^部分规划暂停更新\s*公开日志暂停公布$/);
  await alert.getByText("这个版本无法解读").waitFor();

  await page.reload();
  await page.getByText("以下是此前最后一个准确的状态").waitFor();
  await page.locator(".plan-sums").first().waitFor();
  await alert.getByText(poison.id).waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.evaluate(`sessionStorage.setItem("mz-token", "${product.token}")`);
  await page.reload();
  await alert.getByText("原因").waitFor();

  const ready = await fetch(`${product.url}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([
    200,
    { state: "shard-standing", shardsStanding: [{ event: poison.id }] },
  ]);
  const metrics = await (await fetch(`${product.url}/metrics`)).text();
  expect(metrics).toMatch(/mingzhang_projection_shard_failed\{shard="\d+"\} 1/);
  const portal = await fetch(`${product.url}/plans/${slug}`);
  expect([portal.status, portal.headers.get("Mingzhang-Stands-Still")]).toEqual([200, slug]);
});

it("recording behind it is refused with what would help, in both languages, and what was typed stays", async () => {
  await page.goto(`${product.url}/console/plans/${slug}/record/appropriation`);
  await page.getByLabel("财政年度").selectOption("2016");
  await page.getByLabel("金额", { exact: true }).fill("100");
  await page.getByLabel("凭证号").fill("凭证-立");
  await page.getByRole("button", { name: "预览效果" }).click();
  const notice = page.locator(".standing");
  await notice.getByRole("heading", { name: "这份规划暂时不能录入" }).waitFor();
  for (const word of [slug, "Unheard", "请更新软件", "您填写的内容保留在"])
    expect(await notice.innerText()).toContain(word);
  expect(await page.getByText("处需要修改").count()).toBe(0);
  expect(await page.getByLabel("凭证号").inputValue()).toBe("凭证-立");
  expect(await seriousFaults(page)).toEqual([]);

  await page.reload();
  await page.getByText("已恢复您此前填写的内容").waitFor();
  expect(await page.getByLabel("凭证号").inputValue()).toBe("凭证-立");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await notice.getByText("Update the software").waitFor();
  await notice.getByRole("button", { name: "Try again" }).click();
  await notice.getByText("Update the software").waitFor();
});
