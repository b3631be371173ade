import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { seriousFaults } from "./axe.ts";
import { type Product, startDemo } from "./product.ts";
import { somePicture } from "./some-picture.ts";

const plan = "/console/plans/wuhou-baiyu-2016-2020";
const form = `${plan}/record/evidence-attach`;

let product: Product;
let browser: Browser;
let page: Page;
let broken: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startDemo(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  broken = [];
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => broken.push(error.message));
  await page.addInitScript(
    `sessionStorage.getItem("mz-token") ?? sessionStorage.setItem("mz-token", "${product.token}")`,
  );
});
afterEach(async () => {
  await page.context().close();
  expect(broken).toEqual([]);
});

const open = (path: string) => page.goto(product.url + path);
const text = (words: string | RegExp) => page.getByText(words).first();
const button = (name: string) => page.getByRole("button", { name, exact: true });
const field = (label: string) => page.getByLabel(label, { exact: true });
const fits = async () =>
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out").toBe(true);

const choose = (buffer: Buffer, name = "现场.png", mimeType = "image/png") =>
  field("文件").setInputFiles({ name, mimeType, buffer });

async function fill(caption: string): Promise<void> {
  await field("项目").selectOption("crafts");
  await field("说明").fill(caption);
}

async function preview(): Promise<void> {
  await button("预览效果").click();
  await page.getByRole("heading", { name: "录入后的变化" }).waitFor();
}

async function confirm(): Promise<void> {
  await button("确认录入").click();
  await page.getByRole("heading", { name: "已录入" }).waitFor();
}

/** Pixels of a picture that has arrived. */
const widthOf = (selector: string) =>
  page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.naturalWidth`);

/** The item of a project's page with this caption. */
const item = (caption: string) => page.locator(".evidence li", { hasText: caption });

const post = (type: string) => ({
  method: "POST",
  headers: { "content-type": type, authorization: `Bearer ${product.token}` },
});

async function mutate(name: string, input: string): Promise<void> {
  const args = `slug: "wuhou-baiyu-2016-2020", input: { ${input} }, control: { idempotencyKey: "${name}" }`;
  const body = JSON.stringify({ query: `mutation { ${name}(${args}) { __typename } }` });
  const answer = await fetch(`${product.url}/graphql`, { ...post("application/json"), body });
  expect(await answer.json()).toEqual({ data: { [name]: { __typename: "Recorded" } } });
}

describe("evidence", () => {
  it("is uploaded while one types, looked at, recorded, shown, taken down, and told in words after that", async () => {
    await open(form);
    await fill("工坊外墙");
    await choose(somePicture(1));
    await text("已上传：现场.png").waitFor();
    expect(await field("材料类别").inputValue()).toBe("photo");
    expect(await widthOf(".file-preview img")).toBe(800);
    expect(await seriousFaults(page)).toEqual([]);
    await fits();
    await preview();
    await page.locator(".preview").getByText("已附").waitFor();
    await confirm();
    await page.locator(".recorded .event-lines a").first().click();
    await expect.poll(() => widthOf('.file-preview img[alt$="工坊外墙"]')).toBe(480);

    await open(`${plan}/projects/crafts`);
    const picture = item("工坊外墙").locator("img");
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => widthOf('.evidence img[alt$="工坊外墙"]')).toBe(480);
    expect(await seriousFaults(page)).toEqual([]);
    await fits();
    const address = (await item("工坊外墙").locator("a").first().getAttribute("href")) ?? "";
    expect((await fetch(product.url + address)).status).toBe(200);

    await page.getByRole("link", { name: "撤下：工坊外墙" }).click();
    await page.locator(".file-preview img").waitFor();
    await field("撤下的原因").fill("本人要求");
    await preview();
    await page.locator(".preview").getByText("已撤下").waitFor();
    await confirm();
    await open(`${plan}/projects/crafts`);
    await item("工坊外墙").getByText("不再公开。原因：本人要求").waitFor();
    expect(await item("工坊外墙").locator("img").count()).toBe(0);
    expect((await fetch(product.url + address)).status).toBe(410);
  });

  it("that was taken down says so where a page of the past still names it", async () => {
    const upload = await fetch(`${product.url}/api/evidence`, {
      ...post("image/png"),
      body: new Uint8Array(somePicture(6)),
    });
    const { sha256 } = (await upload.json()) as { sha256: string };
    const own = `project: "crafts", sha256: "${sha256}"`;
    await mutate("attachEvidence", `occurredOn: "2020-05-11", kind: photo, captionZh: "旧照片", ${own}`);
    await mutate("withdrawEvidence", `occurredOn: "2020-08-01", reason: "本人要求", ${own}`);
    await open(`${plan}/projects/crafts?asOf=2020-07-31`);
    await item("旧照片").scrollIntoViewIfNeeded();
    await item("旧照片").getByText("此文件已撤下，不再提供").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it("refused for what is typed keeps the file and everything else, also over a reload", async () => {
    await open(form);
    await fill("请联系13800138000");
    await choose(somePicture(2));
    await text("已上传：现场.png").waitFor();
    await button("预览效果").click();
    expect(await page.locator(".fault-summary").innerText()).toContain("手机号码");
    expect(await field("说明").getAttribute("aria-invalid")).toBe("true");
    await text("已上传：现场.png").waitFor();
    await page.reload();
    await text("已恢复您此前填写的内容").waitFor();
    await text("已上传：现场.png").waitFor();
    await field("说明").fill("工坊内景");
    await preview();
  });

  it("that is no picture is refused at once with what would help, and the next file is taken", async () => {
    await open(form);
    await choose(Buffer.from("no picture"), "x.png");
    await page.getByRole("alert").filter({ hasText: "JPEG、PNG、WebP" }).waitFor();
    await button("预览效果").click();
    await page.locator(".field[data-type=file] .fault", { hasText: "请选择文件" }).waitFor();
    await choose(somePicture(3));
    await text("已上传：现场.png").waitFor();
    expect(await page.locator(".field[data-type=file] .fault").count()).toBe(0);
  });

  it("on its way says how far it is, can be stopped and sent again, and undoes nothing that is typed", async () => {
    await page.route("**/api/evidence", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => undefined);
    });
    await open(form);
    await choose(somePicture(4));
    await page.getByRole("progressbar", { name: "正在上传 现场.png" }).waitFor();
    await button("停止上传").click();
    await page.getByRole("alert").filter({ hasText: "上传已停止" }).waitFor();
    await button("重新上传").click();
    await field("说明").fill("传输中填写");
    await text("已上传：现场.png").waitFor();
    expect(await field("说明").inputValue()).toBe("传输中填写");
  });

  it("asks for the token where there is none, and goes on with the file that was chosen", async () => {
    const guest = await browser.newPage({ locale: "zh-CN" });
    await guest.goto(product.url + form);
    const file = { name: "现场.png", mimeType: "image/png", buffer: somePicture(5) };
    await guest.getByLabel("文件", { exact: true }).setInputFiles(file);
    await guest.getByRole("textbox", { name: "写入令牌" }).fill(product.token);
    await guest.getByRole("dialog").getByRole("button", { name: "登录" }).click();
    await guest.getByText("已上传：现场.png").waitFor();
    await guest.close();
  });
});
