import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { type Product, startDemo } from "./product.ts";

const plan = "/console/plans/wuhou-baiyu-2016-2020";

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
  const options = { locale: "en-US", timezoneId: "America/New_York", viewport: { width: 1440, height: 900 } };
  const context = await browser.newContext(options);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => broken.push(error.message));
});
afterEach(async () => {
  await page.context().close();
  expect(broken).toEqual([]);
});

const open = (path: string) => page.goto(product.url + path);
const text = (words: string | RegExp) => page.getByText(words).first();
const button = (name: string) => page.getByRole("button", { name, exact: true });
const field = (label: string) => page.getByLabel(label, { exact: true });
const query = () => new URL(page.url()).searchParams;

async function signIn(token = product.token): Promise<void> {
  await page.getByRole("textbox", { name: "写入令牌" }).fill(token);
  await page.getByRole("dialog").getByRole("button", { name: "登录" }).click();
}

async function signedIn(token = product.token): Promise<void> {
  await page.addInitScript(`sessionStorage.getItem("mz-token") ?? sessionStorage.setItem("mz-token", "${token}")`);
}

async function preview(): Promise<void> {
  await button("预览效果").click();
  await page.getByRole("heading", { name: "录入后的变化" }).waitFor();
}

async function confirm(): Promise<void> {
  await button("确认录入").click();
  await page.getByRole("heading", { name: "已录入" }).waitFor();
}

async function typePayment(amount: string, voucher: string): Promise<void> {
  await field("项目").selectOption("housing");
  await field("金额").fill(amount);
  await field("收款方类别").selectOption("contractor");
  await field("收款方").fill("某公司");
  await field("用途").fill("工程款");
  await field("凭证号").fill(voucher);
}

/** Somebody else records something while the page stands open. */
async function recordElsewhere(code: string): Promise<void> {
  const input = `{occurredOn:"2020-10-01",project:"babagou",milestone:"${code}",nameZh:"补充节点",dueOn:"2026-12-31"}`;
  const given = `slug:"wuhou-baiyu-2016-2020",input:${input},control:{idempotencyKey:"${code}"}`;
  const answer = await fetch(`${product.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${product.token}` },
    body: JSON.stringify({ query: `mutation{planMilestone(${given}){__typename}}` }),
  });
  expect(await answer.json()).toEqual({ data: { planMilestone: { __typename: "Recorded" } } });
}

describe("both dates", () => {
  it("move the whole page by keyboard, say so, and lead back", async () => {
    await open(plan);
    const slider = page.getByRole("slider", { name: "时点" });
    await slider.focus();
    const today = await slider.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowLeft");
    await text("您正在查看").waitFor();
    expect(await slider.getAttribute("aria-valuetext")).not.toBe(today);
    expect(query().get("asOf")).toMatch(/^\d{4}-\d\d-\d\d$/);
    await button("回到现在").click();
    await text("您正在查看").waitFor({ state: "detached" });
    expect(query().get("asOf")).toBeNull();
  });

  it("are in the address: a link shows the past as it was known, and no form", async () => {
    await open(`${plan}?asOf=2018-06-30&knownAt=2018-06-30T15:59:59.999Z`);
    await text("您正在查看 2018年6月30日 的情况，按 2018-06-30 23:59 所知").waitFor();
    const total = page.locator(".plan-sums data").first();
    expect(await total.getAttribute("value")).toBe("15000000000");
    await page.getByRole("link", { name: "录入" }).click();
    await text("查看过去时不能录入").waitFor();
    expect(await page.locator("a.record-link").count()).toBe(0);
    expect(query().get("knownAt")).toBe("2018-06-30T15:59:59.999Z");
  });

  it("before the plan show no empty plan but say that there was none", async () => {
    await open(`${plan}?knownAt=2016-01-01T00:00:00.000Z`);
    await text("在所选时点，这份规划尚不存在").waitFor();
  });

  it("take a date as it is typed, in ISO whatever the browser's habit", async () => {
    await open(plan);
    await field("时点").first().fill("2017-03-01");
    await text("您正在查看 2017年3月1日 的情况").waitFor();
    expect(query().get("asOf")).toBe("2017-03-01");
  });
});

describe("a figure", () => {
  it("leads to the events behind it, which add up, and the drawer closes by keyboard", async () => {
    await open(plan);
    await page.locator(".plan-sums a.figure").nth(1).click();
    await text("各项之和与该数一致").waitFor();
    expect(query().get("figure")).toBe("appropriated");
    await page.keyboard.press("Escape");
    await text("各项之和与该数一致").waitFor({ state: "detached" });
    expect(query().get("figure")).toBeNull();
  });

  it("is written in yuan on demand, and in the other language", async () => {
    await open(plan);
    await page.locator(".top-bar").getByRole("button", { name: "元", exact: true }).click();
    await text("150,450,000.00").waitFor();
    await button("English").click();
    await page.getByRole("heading", { name: "Funds chain" }).waitFor();
    await open(plan);
    await page.getByRole("heading", { name: "Funds chain" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  });
});

describe("a form", () => {
  it("tells all faults at once, leads to them, and keeps what was typed over a reload", async () => {
    await open(`${plan}/record/payment`);
    await field("凭证号").fill("草稿-1");
    await button("预览效果").click();
    await text("有 5 处需要修改").waitFor();
    expect(await page.evaluate("document.activeElement.className")).toBe("fault-summary");
    await page.reload();
    await text("已恢复您此前填写的内容").waitFor();
    expect(await field("凭证号").inputValue()).toBe("草稿-1");
  });

  it("shows the server's refusal at its field, and after a wrong token asks again", async () => {
    await open(`${plan}/record/payment`);
    await typePayment("99999", "P-1");
    await button("预览效果").click();
    await signIn("wrong");
    await text("令牌无效").waitFor();
    await signIn();
    await page.locator(".field[data-type=amount] .fault").waitFor();
    expect(await field("金额").getAttribute("aria-invalid")).toBe("true");
    expect(await field("用途").inputValue()).toBe("工程款");
    await field("金额").fill("1");
    expect(await field("金额").getAttribute("aria-invalid")).toBe("false");
  });

  it("asks for the token again when it has run out, and goes on where it was", async () => {
    await signedIn("expired");
    await open(`${plan}/record/close`);
    await field("理由").fill("期满");
    await field("依据文件").fill("会议纪要");
    await button("预览效果").click();
    await text("登录已失效").waitFor();
    await signIn();
    await page.getByRole("heading", { name: "录入后的变化" }).waitFor();
    expect(await field("理由").inputValue()).toBe("期满");
  });

  it("records once on a double click; the record is corrected, then voided, each linked to the other", async () => {
    await signedIn();
    await open(`${plan}/record/payment`);
    await typePayment("1.5", "P-2");
    await preview();
    await button("确认录入").dblclick({ noWaitAfter: true });
    await page.getByRole("heading", { name: "已录入" }).waitFor();
    await page.locator(".recorded .event-lines a").first().click();
    await page.getByRole("link", { name: "更正此条" }).click();
    await text("更正的记录").waitFor();
    expect(await field("金额").inputValue()).toBe("1.5");
    await field("金额").fill("1.2");
    await field("更正理由").fill("金额看错");
    await preview();
    expect(await page.locator(".preview").innerText()).toContain("−0.3");
    await confirm();
    await page.locator(".recorded .event-lines a").first().click();
    await page.getByRole("link", { name: "查看另一条" }).click();
    await text("此条已被更正").waitFor();
    await page.getByRole("link", { name: "查看另一条" }).click();
    await page.getByRole("link", { name: "作废此条" }).click();
    await field("作废理由").fill("试验");
    await preview();
    await confirm();
    await open(`${plan}/transfers`);
    await page.getByRole("table").getByRole("row").nth(1).waitFor();
    expect(await page.getByText("P-2").count()).toBe(0);
  });

  it("says what has changed when the plan moved on meanwhile, and records after another look", async () => {
    await signedIn();
    await open(`${plan}/record/milestone-plan`);
    await field("项目").selectOption("crafts");
    await field("节点名称").fill("总结");
    await field("应完成日期").fill("2026-12-31");
    await field("节点代码").fill("closing");
    await preview();
    await recordElsewhere("extra-1");
    await text("刚刚录入").waitFor();
    await button("确认录入").click();
    await text("您填写期间，规划有了新的记录").waitFor();
    await page.locator(".stale").getByText("补充节点").waitFor();
    await button("按最新情况重新预览").click();
    await confirm();
  });

  it("of a reallocation counts while one types, and changes its unit without loss", async () => {
    await signedIn();
    await open(`${plan}/record/reallocation`);
    await page.getByRole("textbox", { name: "农村危房改造 2020" }).fill("3283.5");
    await text("尚未相抵").waitFor();
    await page.getByRole("textbox", { name: "农村危房改造 2019" }).fill("2769.5");
    await text("收支相抵，可以预览").waitFor();
    await page.locator(".matrix-edit").getByRole("button", { name: "元", exact: true }).click();
    expect(await page.getByRole("textbox", { name: "农村危房改造 2020" }).inputValue()).toBe("32835000.00");
    await text("收支相抵，可以预览").waitFor();
  });
});

describe("the history", () => {
  it("compares what any two records knew, and what one record changed", async () => {
    await open(`${plan}/history`);
    await page.getByRole("link", { name: "此条带来的变化" }).first().click();
    await text("比较一条记录录入之前与录入之后").waitFor();
    await text("认识更新").waitFor();
    await open(`${plan}/history`);
    await button("选作起点").nth(5).click();
    await page.getByRole("link", { name: "与所选时刻比较" }).first().click();
    await text("处不同").waitFor();
    expect(query().get("fromKnownAt")).toMatch(/Z$/);
  });
});

describe("the workbook", () => {
  it("comes out, and goes in again without anything to record", async () => {
    await signedIn();
    await open(`${plan}/workbook`);
    const [download] = await Promise.all([page.waitForEvent("download"), button("下载 .xlsx").click()]);
    await page.setInputFiles("input[type=file]", await download.path());
    await text("没有需要录入的内容").waitFor();
  });

  it("that is none is refused with a reason", async () => {
    await signedIn();
    await open(`${plan}/workbook`);
    const buffer = Buffer.from("no workbook");
    await page.setInputFiles("input[type=file]", { name: "x.xlsx", mimeType: "application/zip", buffer });
    await text("工作簿有 1 处错误").waitFor();
  });
});
