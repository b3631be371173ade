import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../infra/testing/browser.ts";
import { seriousFaults } from "./testing/axe.ts";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const basis = "《个人信息保护法》第四十七条：本人申请";

let dataDir = "";
let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  dataDir = await newDataDir();
  [product, browser] = await Promise.all([startProduct("start", dataDir), launchBrowser()]);
  await record("recordAppropriation", "AppropriationInput", { year: 2016, amountFen: "100000000" });
  await record("recordRelease", "ReleaseInput", { project: "crafts", amountFen: "50000000" });
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await product?.end();
  await removeDataDir(dataDir);
});

let count = 0;
async function record(field: string, type: string, input: object): Promise<string> {
  const query = `mutation ($slug: String!, $input: ${type}!, $control: ControlInput!) {
    result: ${field}(slug: $slug, input: $input, control: $control) {
      ... on Recorded { events { id } } ... on Refusal { message }
    }
  }`;
  const given = { occurredOn: "2016-11-01", voucher: `凭证-${(count += 1)}`, ...input };
  const variables = { slug, input: given, control: { idempotencyKey: `given-${count}` } };
  type Result = { readonly events?: readonly { readonly id: string }[]; readonly message?: string };
  const { result } = await ask<{ result: Result }>(product, query, variables);
  const id = result.events?.[0]?.id;
  if (id === undefined) throw new Error(result.message ?? "nothing was recorded");
  return id;
}

function paid(payeeName: string): Promise<string> {
  const input = { project: "crafts", amountFen: "10000", payeeName, village: null, purpose: "补助" };
  return record("recordHouseholdPayment", "HouseholdPaymentInput", input);
}

interface Withheld {
  readonly value: string | null;
  readonly erasedAt: string | null;
}

async function withheldOf(id: string): Promise<Withheld | undefined> {
  const query = `{ event(id: "${id}") { withheld { value erasedAt } } }`;
  return (await ask<{ event: { withheld: readonly Withheld[] } }>(product, query)).event.withheld[0];
}

async function openPage(width: number, path: string, asStaff = true): Promise<void> {
  // What is fading in has the contrast of no page.
  const options = {
    bypassCSP: true,
    locale: "zh-CN",
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  } as const;
  context = await browser.newContext(options);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  if (asStaff) await page.addInitScript(`sessionStorage.setItem("mz-token", "${product.token}")`);
  await page.goto(`${product.url}/console/${path}`);
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const text = (words: string) => page.getByText(words).first();

/** Nothing sticks out to the side, and axe finds nothing serious. */
async function expectSound(): Promise<void> {
  const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  expect(await page.evaluate(wide)).toBe(0);
  // What is being refreshed is dimmed for that moment.
  await expect.poll(() => seriousFaults(page), { timeout: 10_000 }).toEqual([]);
}

describe.each([1440, 390])("a withheld name, at %i px", (width) => {
  const name = `将被遗忘之人${width}`;
  let id = "";
  beforeAll(async () => {
    id = await paid(name);
  });

  it("is shown to nobody without a session: the form asks for it first", async () => {
    await openPage(width, `plans/${slug}/record/erase?event=${id}&name=payeeName`, false);
    await text("只有工作人员可以删除不公开内容").waitFor();
    expect(await page.content()).not.toContain(name);
    expect(await page.getByLabel("删除依据").count()).toBe(0);
    await page.goto(`${product.url}/console/events/${id}`);
    await text("不公开").waitFor();
    expect(await page.getByRole("link", { name: "永久删除" }).count()).toBe(0);
  });

  it("is erased from its record, with a basis, and not before somebody agreed that it is for ever", async () => {
    await openPage(width, `events/${id}`);
    await text(name).waitFor();
    await page.getByRole("link", { name: "永久删除" }).click();
    await page.getByRole("heading", { name: "将被删除的内容" }).waitFor();
    await text(name).waitFor();
    await expectSound();

    await button("预览效果").click();
    await text("有 1 处需要修改").waitFor();
    expect(await page.getByLabel("删除依据").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("删除依据").fill(basis);
    await page.reload();
    await text("已恢复您此前填写的内容").waitFor();
    expect(await page.evaluate("JSON.stringify(sessionStorage)")).not.toContain(name);

    await button("预览效果").click();
    await page.getByRole("heading", { name: "此操作无法撤销" }).waitFor();
    await text("任何人都无法再打开").waitFor();
    await expectSound();
    expect(await button("永久删除").isDisabled()).toBe(true);
    expect((await withheldOf(id))?.value).toBe(name);
    await page.getByLabel("我已了解：删除之后无法恢复").check();
    await button("永久删除").click();
    await page.getByRole("heading", { name: "已录入" }).waitFor();
    expect(await withheldOf(id)).toMatchObject({ value: null, erasedAt: expect.any(String) });
    await expectSound();

    await page.goto(`${product.url}/console/events/${id}`);
    await text("已永久删除").waitFor();
    expect(await page.content()).not.toContain(name);
    expect(await page.getByRole("link", { name: "永久删除" }).count()).toBe(0);
    await page.goto(`${product.url}/console/plans/${slug}/record/erase?event=${id}&name=payeeName`);
    await text("不能再次删除").waitFor();
    expect(await page.getByLabel("删除依据").count()).toBe(0);
  });

  it("that a record does not withhold, and a record that there is none of, are said to be so", async () => {
    await openPage(width, `plans/${slug}/record/erase?event=${id}&name=amountFen`);
    await text("没有这一项不公开内容").waitFor();
    await page.goto(`${product.url}/console/plans/${slug}/record/erase`);
    await text("没有这一项不公开内容").waitFor();
  });
});
