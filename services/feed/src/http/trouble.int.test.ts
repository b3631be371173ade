import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, slug } from "../testing/feed-fixture.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

const plan = `/plans/${slug}`;

describe("a page that cannot be", () => {
  it.each([
    ["/?asOf=2016-02-30", 400, "日期不存在", "asOf=2016-02-30"],
    [`${plan}?asOf=2099-01-01`, 400, "所选时间还没有到", "asOf=2099-01-01"],
    [`${plan}?knownAt=2099-01-01T00:00:00Z`, 400, "所选时间还没有到", "knownAt=2099-01-01T00:00:00Z"],
    [`${plan}?knownAt=yesterday`, 400, "时刻不正确", "knownAt=yesterday"],
    [`${plan}?asOf=2016-01-01&asOf=2016-01-02`, 400, "网址中的参数不正确", "asOf=2016-01-01, 2016-01-02"],
    [`${plan}?lang=klingon`, 400, "网址中的参数不正确", "lang=klingon"],
    [`${plan}?asOf=2015-12-31`, 404, "此时没有这个规划", "查看现在的状态"],
    [`${plan}?knownAt=2016-01-03T00:00:00Z`, 404, "此时没有这个规划", "查看现在的状态"],
    ["/plans/nobody", 404, "此时没有这个规划", "回到首页"],
    ["/plans/..%2f..%2fetc", 404, "此时没有这个规划", "回到首页"],
    [`${plan}/projects/nothing`, 404, "此时没有这个规划", "回到首页"],
    [`${plan}/transfers?page=-1`, 400, "网址中的参数不正确", "page=-1"],
    [`${plan}/transfers?page=0`, 400, "网址中的参数不正确", "page=0"],
    [`${plan}/transfers?page=999`, 400, "网址中的参数不正确", "page=999"],
    [`${plan}/transfers?first=0`, 400, "网址中的参数不正确", "first=0"],
    [`${plan}/transfers?first=1e9`, 400, "网址中的参数不正确", "first=1e9"],
    [`${plan}/transfers?from=2016-13-01`, 400, "日期不存在", "from=2016-13-01"],
    [`${plan}/transfers?kind=gift`, 400, "网址中的参数不正确", "kind=gift"],
    [`${plan}/transfers?project=nothing`, 400, "网址中的参数不正确", "project=nothing"],
    [`${plan}/transfers?year=16`, 400, "网址中的参数不正确", "year=16"],
    [`${plan}/changes?after=%00%00`, 400, "网址中的参数不正确", "after="],
    [`${plan}/changes?project=nothing`, 400, "网址中的参数不正确", "project=nothing"],
    ["/entries/999999", 404, "此时没有这条记录", "回到首页"],
    ["/entries/99999999999999999999999999", 404, "此时没有这条记录", "回到首页"],
    ["/entries/-1", 404, "此时没有这条记录", "回到首页"],
    ["/entries/007", 404, "此时没有这条记录", "回到首页"],
    ["/entries/1%27or%271", 404, "此时没有这条记录", "回到首页"],
    ["/nothing/here", 404, "没有这个页面", "回到首页"],
    ["/%E0%A4%A", 404, "没有这个页面", "回到首页"],
  ])("%s says what is wrong and what helps", async (path, status, title, hint) => {
    const answer = await fixture.get(path);
    const html = await answer.text();
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([status, "no-store"]);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(hint);
  });

  it("speaks the reader's language", async () => {
    expect(await fixture.text("/?asOf=2016-02-30&lang=en")).toContain("<h1>There is no such day</h1>");
    expect(await fixture.text("/nothing?lang=en")).toContain("<h1>There is no such page</h1>");
  });
});

describe("data that cannot be", () => {
  it.each([
    ["/feed.json?asOf=2016-02-30", 400, "no-date"],
    ["/feed.atom?knownAt=2099-01-01T00:00:00Z", 400, "in-future"],
    ["/feed.json?knownAt=2017-01-01", 400, "no-instant"],
    ["/feed.json?plan=nobody", 404, "plan-not-found"],
    ["/feed.json?lang=klingon", 400, "bad-parameter"],
    ["/feed/9.json", 404, "not-found"],
    ["/log/9.ndjson", 404, "not-found"],
    ["/log/../feed.ndjson", 404, "not-found"],
    ["/data/nobody/transfers.csv", 404, "plan-not-found"],
    [`/data/${slug}/transfers.csv?asOf=2016-02-30`, 400, "no-date"],
    [`/data/${slug}/transfers.csv?kind=gift`, 400, "bad-parameter"],
    [`/data/${slug}/salaries.csv`, 404, "not-found"],
    ["/plans/nobody/workbook.xlsx", 404, "plan-not-found"],
    ["/assets/fonts/noto-sans-sc-5.3.1/../../../package.json", 404, "not-found"],
    ["/assets/fonts/nothing.woff2", 404, "not-found"],
  ])("%s is a problem document, kept by nobody", async (path, status, kind) => {
    const answer = await fixture.get(path, { "Accept-Encoding": "br" });
    expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Cache-Control")]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
      "no-store",
    ]);
    expect(answer.headers.get("Content-Encoding")).toBeNull();
    expect(await answer.json()).toMatchObject({ type: `urn:mingzhang:problem:${kind}`, status });
  });
});

describe("what a form sends", () => {
  it("is read as Beijing time, and its empty fields as left out", async () => {
    const answer = await fixture.get(`${plan}?asOf=&knownAt=2017-01-10T08:00:01&lang=en`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      302,
      `${plan}?knownAt=2017-01-10T00:00:01.000000Z&lang=en`,
    ]);
    expect((await fixture.get(answer.headers.get("Location") ?? "")).status).toBe(200);
  });

  it("is said to be wrong where it is", async () => {
    const answer = await fixture.get(`${plan}?knownAt=2017-02-30T08:00`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("时刻不正确");
  });
});

describe("an address with a slash too many", () => {
  it("leads to the right one", async () => {
    const answer = await fixture.get(`${plan}/?lang=en`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([308, `${plan}?lang=en`]);
    expect((await fixture.get("//evil.example/")).headers.get("Location")).toBeNull();
  });
});

describe("a fault of ours", () => {
  it("is logged, and nothing of it is told", async () => {
    const faults: unknown[] = [];
    const broken = fixture.another({
      readModels: { ...fixture.readModels, planSlugs: () => Promise.reject(new Error("password=hunter2")) },
      log: { error: (...fault) => faults.push(fault) },
    });
    const page = await broken.request("https://mingzhang.example.org/");
    expect(page.status).toBe(500);
    expect(await page.text()).not.toContain("hunter2");
    expect(faults).toHaveLength(1);
  });
});
