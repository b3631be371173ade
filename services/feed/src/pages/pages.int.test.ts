import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Eventful, recordEventfulPlan } from "../testing/eventful-plan.ts";
import { baiyuPlan, type FeedFixture, feedFixture, publicUrl, secret, slug } from "../testing/feed-fixture.ts";

let fixture: FeedFixture;
let told: Eventful;

beforeAll(async () => {
  fixture = await feedFixture();
  told = await recordEventfulPlan(fixture);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

const plan = `/plans/${slug}`;
const pages = [
  "/",
  "/feeds",
  plan,
  `${plan}/transfers`,
  `${plan}/changes`,
  `${plan}/projects/flood-control`,
  "/entries/0",
] as const;
const data = [
  "/feed.json",
  "/feed.atom",
  "/feed/0.json",
  "/feed/0.atom",
  "/log/0.ndjson",
  `/data/${slug}/allocations.csv`,
  `/data/${slug}/transfers.csv`,
  `/data/${slug}/milestones.csv`,
  `/data/${slug}/changes.csv`,
  `${plan}/workbook.xlsx`,
] as const;
const pair = "asOf=2016-12-31&knownAt=2017-01-10T00:00:00Z";

/** Index of an event's entry, from the table of changes. */
async function indexOf(id: string): Promise<string> {
  const lines = (await fixture.text(`/data/${slug}/changes.csv`)).split("\r\n");
  return lines.find((line) => line.includes(id))?.split(",")[0] ?? "";
}

describe("every page", () => {
  it.each(pages)("%s is there in both languages, and says which it is", async (path) => {
    const zh = await fixture.get(path);
    expect([zh.status, zh.headers.get("Content-Language")]).toEqual([200, "zh-CN"]);
    expect(zh.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    const preferred = await fixture.get(path, { "Accept-Language": "en-GB" });
    expect(preferred.headers.get("Content-Language"), "the address alone decides").toBe("zh-CN");
    const asked = await fixture.get(`${path}?lang=en`, { "Accept-Language": "zh" });
    expect(asked.headers.get("Content-Language")).toBe("en");
    expect(await asked.text()).toContain('<html lang="en">');
  });

  it.each(pages)("%s runs nothing but its own style", async (path) => {
    const answer = await fixture.get(path);
    const html = await answer.text();
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = answer.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(html).not.toMatch(/<script|\sstyle="|javascript:/i);
  });

  it.each(pages)("%s stays the same, byte for byte, for a pair of dates", async (path) => {
    const url = `${path}?${pair}&lang=en`;
    const before = await fixture.text(url);
    expect(before).toContain("You are looking at the past");
    await fixture.record({ name: "SetThresholds", occurredOn: "2016-06-06", data: { paymentCeilingPoints: "80" } });
    expect(await fixture.text(url)).toBe(before);
    expect((await fixture.get(url)).headers.get("Cache-Control")).toBe("public, max-age=3600");
  });

  it("of now names its pair, and stays the same until something is recorded", async () => {
    const [first, second] = [await fixture.get(plan), await fixture.get(plan)];
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get("Cache-Control")).toBe("public, no-cache");
    const link = /<([^>]+)>; rel="bookmark"/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    const kept = await fixture.get(link.replace(publicUrl, ""));
    expect(kept.headers.get("Mingzhang-State-Hash")).toBe(first.headers.get("Mingzhang-State-Hash"));
    expect(kept.headers.get("Mingzhang-Position")).toBe(first.headers.get("Mingzhang-Position"));
  });
});

describe("every answer", () => {
  it.each([...pages, ...data])("%s may be read from anywhere, is known again, and proves its bytes", async (path) => {
    const answer = await fixture.get(path);
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { headers } = answer;
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Access-Control-Expose-Headers")).toMatch(/^ETag, Link, Last-Modified, Repr-Digest/);
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Set-Cookie")).toBeNull();
    expect(headers.get("Repr-Digest")).toBe(`sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`);
    const etag = headers.get("ETag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await fixture.get(path, { "If-None-Match": known });
      expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", etag]);
    }
    expect((await fixture.get(path, { "If-None-Match": '"other"' })).status).toBe(200);
  });

  it("is compressed as the client likes, with a tag and a digest of its own", async () => {
    const plain = await fixture.get(plan);
    const [br, gzip] = [
      await fixture.get(plan, { "Accept-Encoding": "gzip, br" }),
      await fixture.get(plan, { "Accept-Encoding": "gzip, br;q=0" }),
    ];
    const [brBytes, gzipBytes] = [Buffer.from(await br.arrayBuffer()), Buffer.from(await gzip.arrayBuffer())];
    const text = await plain.text();
    expect(brotliDecompressSync(brBytes).toString()).toBe(text);
    expect(gunzipSync(gzipBytes).toString()).toBe(text);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.get("ETag"))).size).toBe(3);
    expect(br.headers.get("Vary")).toContain("Accept-Encoding");
    expect(br.headers.get("Repr-Digest")).toContain(createHash("sha256").update(brBytes).digest("base64"));
    expect(brBytes.length).toBeLessThan(20_000);
  });

  it("to HEAD is the same without a body, and to anything else a refusal", async () => {
    const head = await fixture.app.request(publicUrl + plan, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("ETag")).toBe((await fixture.get(plan)).headers.get("ETag"));
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      const refused = await fixture.app.request(publicUrl + plan, { method });
      expect([refused.status, refused.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    }
    const asked = await fixture.app.request(`${publicUrl}/feed.json`, { method: "OPTIONS" });
    expect([asked.status, asked.headers.get("Access-Control-Allow-Headers")]).toEqual([
      204,
      "If-None-Match, Last-Event-ID",
    ]);
  });

  it("holds nothing that is for staff", async () => {
    const latest = Number(await indexOf(told.voided));
    const entries = Array.from({ length: latest + 1 }, (_, index) => `/entries/${index}`);
    const pinned = [...pages, ...data].map((path) => `${path}?asOf=2017-03-01`);
    for (const path of [...pages, ...data, ...entries, ...pinned, "/feed.json?lang=en", `${plan}/projects/housing`]) {
      const answer = await fixture.get(path);
      const text = Buffer.from(await answer.arrayBuffer()).toString("latin1");
      expect(answer.status, path).toBe(200);
      expect(text.includes("SECRET") || text.includes(Buffer.from(secret).toString("latin1")), path).toBe(false);
      expect(JSON.stringify([...answer.headers]), path).not.toContain("SECRET");
    }
  });
});

describe("the entry pages", () => {
  it("tell a correction from what it corrects, and lead from one to the other", async () => {
    const [wrong, right] = [await indexOf(told.wrongRelease), await indexOf(told.correctedRelease)];
    const [before, after] = [await fixture.text(`/entries/${wrong}`), await fixture.text(`/entries/${right}`)];
    expect(before).toContain("这条记录已被更正");
    expect(before).toContain(`href="/entries/${right}"`);
    expect(after).toContain("它更正的记录");
    expect(after).toContain(`href="/entries/${wrong}"`);
    expect(after).toContain("迟录 15 天");
    const then = await fixture.text(`/entries/${wrong}?knownAt=2017-01-10T00:00:00Z`);
    expect(then).not.toContain("这条记录已被更正");
    expect((await fixture.get(`/entries/${right}?knownAt=2017-01-10T00:00:00Z`)).status).toBe(404);
  });

  it("lead to the neighbours that exist on the day", async () => {
    const wrong = Number(await indexOf(told.wrongRelease));
    const html = await fixture.text(`/entries/${wrong - 1}?asOf=2016-12-27`);
    expect(html.includes(`/entries/${wrong}?`)).toBe(false);
    expect((await fixture.text(`/entries/${wrong - 1}`)).includes(`href="/entries/${wrong}" rel="next"`)).toBe(true);
    expect(await fixture.text("/entries/0")).not.toContain('rel="prev"');
  });
});

describe("the transfers page", () => {
  it("pages and filters by address", async () => {
    const first = await fixture.text(`${plan}/transfers?first=2`);
    expect(first).toContain(`href="${plan}/transfers?first=2&amp;page=2" rel="next"`);
    const second = await fixture.text(`${plan}/transfers?first=2&page=2`);
    expect(second).toContain(`href="${plan}/transfers?first=2" rel="prev"`);
    const filtered = await fixture.text(`${plan}/transfers?kind=refund`);
    expect(filtered).toContain("所选范围合计（1 笔）");
  });

  it("takes only what went to a kind of payee, and what came back of it, in page and table", async () => {
    const contractors = await fixture.text(`${plan}/transfers?payee=contractor`);
    expect(contractors).toContain("所选范围合计（2 笔）");
    expect(contractors).toContain('<option value="contractor" selected="">施工单位');
    expect(await fixture.text(`${plan}/transfers?payee=supplier`)).toContain("所选范围合计（0 笔）");
    const csv = await fixture.text(`/data/${slug}/transfers.csv?payee=contractor`);
    expect(csv.trim().split("\r\n").slice(1)).toHaveLength(2);
    expect((await fixture.get(`${plan}/transfers?payee=nobody`)).status).toBe(400);
  });

  it("draws the sums of the selection, beside what was planned where the plan says so", async () => {
    const all = await fixture.text(`${plan}/transfers`);
    expect(all).toContain("资金累计：安排与实际（万元），截至 ");
    expect(all).toContain("已拨付到专户 5552 · 已下达到项目 2150 · 已支付给收款方 800");
    expect(await fixture.text(`${plan}/transfers?project=crafts`)).toContain('class="line-allocated"');
    expect(await fixture.text(`${plan}/transfers?year=2016`)).not.toContain('class="line-allocated"');
  });
});

describe("the changes page", () => {
  it("tells each change of the allocations with what was there before and after", async () => {
    const html = await fixture.text(`${plan}/changes`);
    expect(html).toContain("“农村危房改造”2018 年：2720 万元 → 2620 万元");
    expect(html).toContain("“火龙沟巴巴沟旅游基础设施”2018 年：250 万元 → 350 万元");
    expect(html).toContain("规划总额不变：15000 万元");
    expect(await fixture.text(`${plan}/changes?asOf=2017-02-28`)).toContain("此时尚无对资金安排的变更");
  });

  it("leads to older records until there are none", async () => {
    const seen = new Set<string>();
    for (let path: string | undefined = `${plan}/changes`; path;) {
      const html: string = await fixture.text(path);
      for (const [, index] of html.matchAll(/href="\/entries\/(\d+)"/g)) seen.add(index ?? "");
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    const lines = (await fixture.text(`/data/${slug}/changes.csv`)).trim().split("\r\n");
    expect(seen.size).toBe(lines.length - 1);
  });
});

describe("the changes of one project", () => {
  it("are all of its records and no other", async () => {
    const html = await fixture.text(`${plan}/changes?project=crafts`);
    const [wrong, right] = [await indexOf(told.wrongRelease), await indexOf(told.correctedRelease)];
    for (const index of [wrong, right]) expect(html.includes(`href="/entries/${index}"`)).toBe(true);
    expect(html.includes("偶曲河")).toBe(false);
  });
});

describe("simulated data", () => {
  it("says so in every form", async () => {
    const simulated = baiyuPlan("simulated-plan");
    await fixture.record({ name: "AdoptPlan", ...simulated }, { plan: "simulated-plan", simulated: true });
    const [page, feed, atom, csv, lines, book] = await Promise.all([
      fixture.text("/plans/simulated-plan"),
      fixture.text("/feed.json?plan=simulated-plan"),
      fixture.text("/feed.atom?plan=simulated-plan"),
      fixture.get("/data/simulated-plan/allocations.csv"),
      fixture.text("/log/0.ndjson"),
      fixture.get("/plans/simulated-plan/workbook.xlsx"),
    ]);
    expect(page).toContain("<title>【模拟数据】");
    expect(feed).toContain("（模拟数据）");
    expect(atom).toContain("（模拟数据）");
    expect(csv.headers.get("Content-Disposition")).toContain("allocations-simulated.csv");
    expect(await csv.text()).toContain(",true\r\n");
    expect(lines).toContain('"simulated":true');
    expect(book.headers.get("Content-Disposition")).toContain("simulated");
    expect(await fixture.text("/")).toContain("模拟数据");
  });
});
