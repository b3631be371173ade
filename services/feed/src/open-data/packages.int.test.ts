import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { baiyuPlan, type FeedFixture, feedFixture, publicUrl, slug } from "../testing/feed-fixture.ts";
import { recordWorks } from "./testing/record-works.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  await recordWorks(fixture);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

const pair = "asOf=2016-12-31&knownAt=2017-01-13T00:00:00Z";
const exportsOf = [`/iati/activities.xml`, `/oc4ids/projects.json`] as const;

async function sizeNow(): Promise<number> {
  const { headers } = await fixture.get("/open-data/latest");
  return Number(/^\/open-data\/(\d+)\/datapackage\.json$/.exec(headers.get("Location") ?? "")?.[1]);
}

describe("an export", () => {
  it.each(exportsOf)("%s is the same bytes for ever for a pair of dates", async (path) => {
    const url = `${path}?${pair}`;
    const before = await fixture.get(url);
    expect(before.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    const text = await before.text();
    await fixture.record({
      name: "AppropriateFunds",
      occurredOn: "2016-10-10",
      data: { year: 2016, amountFen: 7n, voucher: "迟到", note: null },
    });
    // Another process has nothing in memory, and has to come to the same bytes.
    const elsewhere = await fixture.another({}).request(publicUrl + url);
    expect(await elsewhere.text()).toBe(text);
    expect(await fixture.text(path)).not.toBe(text);
  });

  it.each(exportsOf)("%s has a strong tag, and is not sent to who has it", async (path) => {
    const first = await fixture.get(path, { "Accept-Encoding": "br" });
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[^"]+-br"$/);
    expect(first.headers.get("Content-Encoding")).toBe("br");
    expect((await fixture.get(path, { "Accept-Encoding": "br", "If-None-Match": tag })).status).toBe(304);
  });

  it("knows a correction only when it was known", async () => {
    const value = /<value currency="CNY" value-date="2016-12-28">([^<]*)</g;
    const released = async (knownAt: string) => {
      const text = await fixture.text(`/iati/activities.xml?plan=${slug}&asOf=2016-12-31&knownAt=${knownAt}`);
      return [...text.matchAll(value)].map(([, amount]) => amount);
    };
    expect(await released("2017-01-08T00:00:00Z")).toEqual([]);
    expect(await released("2017-01-10T00:00:00Z")).toEqual(["300000.00", "300000.00"]);
    expect(await released("2017-01-13T00:00:00Z")).toEqual(["3000000.00", "3000000.00"]);
  });

  it("replaces a budget that was revised, and keeps the original beside it", async () => {
    const text = await fixture.text(`/iati/activities.xml?plan=${slug}`);
    const babagou = text.split("<iati-activity ").find((part) => part.includes(`${slug}-babagou</iati-identifier>`));
    const budgets = [...(babagou ?? "").matchAll(/<budget type="(\d)"[\s\S]*?iso-date="(\d{4})[\s\S]*?>([\d.]+)</g)];
    expect(budgets.map(([, type, year, amount]) => [type, year, amount])).toEqual([
      ["1", "2018", "2500000.00"],
      ["2", "2018", "3000000.00"],
      ["1", "2019", "2500000.00"],
      ["2", "2019", "3000000.00"],
    ]);
    const { projects } = JSON.parse(await fixture.text(`/oc4ids/projects.json?plan=${slug}`));
    const project = projects.find(({ id }: { id: string }) => id.endsWith("babagou"));
    expect(project.budget.budgetBreakdowns.map(({ id }: { id: string }) => id)).toEqual([
      "original",
      "revised-1",
      "revised-2",
    ]);
    expect(project.budget.amount).toEqual({ amount: 6000000, currency: "CNY" });
  });

  it("leads from each figure to the record that it comes from", async () => {
    const text = await fixture.text(`/iati/activities.xml?plan=${slug}`);
    const lines = (await fixture.text("/log/0.ndjson")).split("\n");
    const entries = [...text.matchAll(/<mz:entry id="([^"]*)" index="(\d+)" leaf-hash="([0-9a-f]{64})"/g)];
    expect(entries.length).toBeGreaterThan(40);
    for (const [, id, index, hash] of entries) {
      const line = lines[Number(index)] ?? "";
      expect(JSON.parse(line)).toMatchObject({ id });
      expect(createHash("sha256").update(`\0${line}`).digest("hex")).toBe(hash);
    }
  });

  it("says of simulated data that it is", async () => {
    const options = { plan: "simulated-plan", simulated: true };
    await fixture.record({ name: "AdoptPlan", ...baiyuPlan("simulated-plan") }, options);
    const [iati, oc4ids, tables] = await Promise.all([
      fixture.text("/iati/activities.xml?plan=simulated-plan"),
      fixture.text("/oc4ids/projects.json?plan=simulated-plan"),
      fixture.text("/data/simulated-plan/datapackage.json"),
    ]);
    expect([...iati.matchAll(/<title>\s*<narrative>[^<]*（模拟数据）</g)]).toHaveLength(9);
    expect(iati).toContain('mz:simulated="true"');
    expect(JSON.parse(oc4ids).projects.every(({ title }: { title: string }) => title.endsWith("（模拟数据）"))).toBe(
      true,
    );
    expect(JSON.parse(tables)).toMatchObject({ simulated: true });
    expect(await fixture.text(`/iati/activities.xml?plan=${slug}`)).not.toContain("模拟");
  });
});

describe("a package", () => {
  it("is reached from the latest one, and never changes", async () => {
    const latest = await fixture.get("/open-data/latest");
    expect([latest.status, latest.headers.get("Cache-Control")]).toEqual([302, "public, max-age=30"]);
    const size = await sizeNow();
    const path = `/open-data/${size}/datapackage.json`;
    const before = await fixture.get(path);
    expect(before.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    const text = await before.text();
    await fixture.record({ name: "SetThresholds", occurredOn: "2016-05-05", data: { paymentCeilingPoints: "90" } });
    const elsewhere = await fixture.another({}).request(publicUrl + path);
    expect(await elsewhere.text()).toBe(text);
    expect(await sizeNow()).toBe(size + 1);
  });

  it("names every file by its bytes", async () => {
    const size = await sizeNow();
    const { resources } = JSON.parse(await fixture.text(`/open-data/${size}/datapackage.json`));
    expect(resources.length).toBeGreaterThan(15);
    for (const { path, bytes, hash } of resources as { path: string; bytes: number; hash: string }[]) {
      const content = new Uint8Array(await (await fixture.get(`/open-data/${size}/${path}`)).arrayBuffer());
      expect([content.length, `sha256:${createHash("sha256").update(content).digest("hex")}`], path).toEqual([
        bytes,
        hash,
      ]);
    }
  });

  it("holds what the pair of dates gives that its size stands for", async () => {
    const size = await sizeNow();
    const inside = await fixture.get(`/open-data/${size}/data/${slug}/transfers.csv`);
    const [asOf, knownAt] = ["Mingzhang-As-Of", "Mingzhang-Known-At"].map((name) => inside.headers.get(name));
    const outside = await fixture.text(`/data/${slug}/transfers.csv?asOf=${asOf}&knownAt=${knownAt}`);
    expect(await inside.text()).toBe(outside);
  });

  it("is that before an append where its size lies inside of one", async () => {
    const lines = (await fixture.text("/log/0.ndjson")).trim().split("\n");
    const times = lines.map((line) => (JSON.parse(line) as { time: string }).time);
    const second = times.findIndex((time, at) => at > 0 && time !== times[at - 1] && time === times[at + 1]);
    const answer = await fixture.get(`/open-data/${second + 1}/iati/activities.xml`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([308, `/open-data/${second}/iati/activities.xml`]);
    expect((await fixture.get(`/open-data/${second}/iati/activities.xml`)).status).toBe(200);
  });

  it.each([
    ["/open-data/0/datapackage.json", 404],
    ["/open-data/1/datapackage.json", 404],
    ["/open-data/999999/datapackage.json", 404],
    ["/open-data/99999999999999999999/datapackage.json", 404],
    ["/open-data/007/datapackage.json", 404],
    ["/open-data/-1/datapackage.json", 404],
    ["/open-data/x/datapackage.json", 404],
    ["/open-data/NOW/..%2f..%2f..%2fetc%2fpasswd", 404],
    ["/open-data/NOW/data/nobody/transfers.csv", 404],
    ["/open-data/NOW/data/..%2fiati/activities.xml", 404],
    [`/open-data/NOW/data/${slug}/salaries.csv`, 404],
    ["/open-data/NOW/iati/activities.xml?asOf=2016-01-20", 400],
    ["/iati/activities.xml?plan=nobody", 404],
    ["/iati/activities.xml?asOf=2016-02-30", 400],
    ["/iati/activities.xml?asOf=2015-01-01", 404],
    ["/oc4ids/projects.json?knownAt=2099-01-01T00:00:00Z", 400],
    ["/oc4ids/projects.json?plan=a&plan=b", 400],
    [`/data/${slug}/transfers.csv-metadata.json?asOf=2016-02-30`, 400],
    [`/data/${slug}/datapackage.json?knownAt=yesterday`, 400],
    ["/data/nobody/csv-metadata.json", 404],
    ["/oc4ids/other.json", 404],
  ])("%s is a problem document that nobody keeps", async (path, status) => {
    const answer = await fixture.get(path.replace("NOW", String(await sizeNow())), { "Accept-Encoding": "br" });
    expect([answer.status, answer.headers.get("Cache-Control"), answer.headers.get("Content-Type")]).toEqual([
      status,
      "no-store",
      "application/problem+json; charset=utf-8",
    ]);
    expect(answer.headers.get("Content-Encoding")).toBeNull();
  });
});

describe("the map of the site", () => {
  it("names every page in its languages, and is named to robots", async () => {
    const text = await fixture.text("/sitemap.xml");
    for (const path of ["/", "/feeds", `/plans/${slug}`, `/plans/${slug}/projects/housing`]) {
      expect(text).toContain(`<loc>${publicUrl}${path}</loc>`);
      expect((await fixture.get(path)).status).toBe(200);
    }
    expect(text).toContain(`hreflang="zh-CN" href="${publicUrl}/?lang=zh-CN"`);
    expect(await fixture.text("/robots.txt")).toContain(`Sitemap: ${publicUrl}/sitemap.xml`);
  });
});
