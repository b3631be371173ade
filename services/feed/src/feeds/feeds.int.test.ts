import { createHash } from "node:crypto";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import RssParser from "rss-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Eventful, recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, publicUrl, slug } from "../testing/feed-fixture.ts";

let fixture: FeedFixture;
let told: Eventful;
let size = 0;

beforeAll(async () => {
  fixture = await feedFixture();
  told = await recordEventfulPlan(fixture, { reports: 330 });
  size = Number(await lastIndex()) + 1;
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

interface JsonItem {
  readonly id: string;
  readonly title: string;
  readonly _tlog: {
    readonly index: number;
    readonly leaf_hash: string;
    readonly corrects?: { readonly index: number };
  };
}
interface JsonDocument {
  readonly title: string;
  readonly description: string;
  readonly next_url?: string;
  readonly items: readonly JsonItem[];
}

const json = async (path: string) => JSON.parse(await fixture.text(path)) as JsonDocument;
const pathOf = (url: string) => url.replace(publicUrl, "");
const lastIndex = async () => (await json("/feed.json")).items[0]?._tlog.index ?? -1;

describe("the subscription documents", () => {
  it("hold the newest hundred, and two outside readers agree on them", async () => {
    const [feed, atom] = [await fixture.text("/feed.json"), await fixture.text("/feed.atom")];
    const ids = Array.from({ length: 100 }, (_, at) => `${publicUrl}/entries/${size - 1 - at}`);
    expect(parseJsonFeed(feed).items?.map(({ id }) => id)).toEqual(ids);
    expect(parseAtomFeed(atom).entries?.map(({ id }) => id)).toEqual(ids);
    const read = await new RssParser().parseString(atom);
    expect(read.items.map(({ id }) => id)).toEqual(ids);
    expect(read.title).toBe("明账：全部公开记录");
    expect(Math.max(Buffer.byteLength(feed), Buffer.byteLength(atom))).toBeLessThan(250 * 1024);
  });

  it("say the same in English under the same ids", async () => {
    const [zh, en] = [await json("/feed.json"), await json("/feed.json?lang=en")];
    expect(en.items.map(({ id }) => id)).toEqual(zh.items.map(({ id }) => id));
    expect(zh.items[0]?.title).toBe("“农村危房改造”实物工作量：新建住房累计完成330户。");
    expect(en.items[0]?.title).toBe("Renovation of unsafe rural housing: New houses, 330 households done so far.");
  });

  it("take no language from a browser", async () => {
    const plain = await fixture.get("/feed.json", { "Accept-Language": "en" });
    expect(plain.headers.get("Content-Language")).toBe("zh-CN");
  });

  it("filter by plan, and say that they do", async () => {
    const filtered = await json("/feed.json?plan=another-plan");
    expect(filtered.items.length).toBeGreaterThan(20);
    expect(filtered.description).toContain("筛选");
    expect(filtered.description).toContain(`${publicUrl}/feed.json?lang=zh-CN`);
    const [entry] = filtered.items;
    expect(await fixture.text(`/entries/${entry?._tlog.index}`)).toContain("another-plan");
  });

  it("mark a correction with the entry that it corrects", async () => {
    const items = await allItems();
    const corrections = items.filter(({ _tlog }) => _tlog.corrects);
    expect(corrections).toHaveLength(2);
    for (const { _tlog, title } of corrections) {
      expect(_tlog.corrects?.index).toBeLessThan(_tlog.index);
      expect(title).toMatch(/^更正：|作废/);
    }
    expect(told.correctedRelease).not.toBe(told.wrongRelease);
  });
});

async function allItems(query = ""): Promise<readonly JsonItem[]> {
  const found: JsonItem[] = [];
  for (let page = Math.floor(size / 256); page >= 0; page--) {
    found.push(...(await json(`/feed/${page}.json${query}`)).items);
  }
  return found.toReversed();
}

describe("the archive pages", () => {
  it("hold every entry once, in both formats", async () => {
    const indices = Array.from({ length: size }, (_, index) => index);
    expect((await allItems()).map(({ _tlog }) => _tlog.index)).toEqual(indices);
    const atom = [];
    for (const page of [1, 0]) atom.push(...(parseAtomFeed(await fixture.text(`/feed/${page}.atom`)).entries ?? []));
    expect(atom.map(({ id }) => id).toReversed()).toEqual(indices.map((index) => `${publicUrl}/entries/${index}`));
  });

  it("are reached from the subscription document without a gap", async () => {
    const seen = new Set<number>();
    let next: string | undefined = "/feed.json";
    while (next !== undefined) {
      const document: JsonDocument = await json(pathOf(next));
      for (const { _tlog } of document.items) seen.add(_tlog.index);
      next = document.next_url;
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
  });

  it("are linked as RFC 5005 says", async () => {
    const [full, growing, current] = await Promise.all(
      ["/feed/0.atom", "/feed/1.atom", "/feed.atom"].map((path) => fixture.text(path)),
    );
    const link = (rel: string, to: string) => `<link rel="${rel}" href="${publicUrl}${to}?lang=zh-CN"/>`;
    expect(full).toContain("<fh:archive/>");
    expect(full).toContain(link("current", "/feed.atom"));
    expect(full).toContain(link("next-archive", "/feed/1.atom"));
    expect(full).not.toContain("prev-archive");
    expect(growing).toContain(link("prev-archive", "/feed/0.atom"));
    expect(growing).not.toContain("next-archive");
    expect(current).not.toContain("fh:archive/");
    expect(current).toContain('rel="prev-archive"');
  });

  it("never change once they are full, whatever is recorded and renamed later", async () => {
    const before = await Promise.all(
      ["/feed/0.json", "/feed/0.atom", "/log/0.ndjson"].map((path) => fixture.text(path)),
    );
    const project = await renameHousing();
    const after = await Promise.all(
      ["/feed/0.json", "/feed/0.atom", "/log/0.ndjson"].map((path) => fixture.text(path)),
    );
    expect(after).toEqual(before);
    expect(await fixture.text(`/plans/${slug}/projects/${project}`)).toContain("农房改造（新名）");
    size += 1;
  });

  it("may be kept for ever only when they are full", async () => {
    const caching = async (path: string) => (await fixture.get(path)).headers.get("Cache-Control");
    for (const path of ["/feed/0.json", "/feed/0.atom", "/log/0.ndjson"]) {
      expect(await caching(path)).toBe("public, max-age=31536000, immutable");
    }
    for (const path of ["/feed/1.json", "/feed/1.atom", "/log/1.ndjson", "/feed.json"]) {
      expect(await caching(path)).toBe("public, max-age=30, stale-while-revalidate=60, stale-if-error=86400");
    }
  });

  it.each(["/feed/2.json", "/feed/01.json", "/feed/-1.json", "/feed/x.atom", "/log/99999999999999999999.ndjson"])(
    "are not there as %s",
    async (path) => {
      const answer = await fixture.get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
    },
  );
});

async function renameHousing(): Promise<string> {
  const row = (
    await fixture.readModels.events(slug, await fixture.readModels.resolve({}), {
      type: "ProjectAdded",
      project: "housing",
      first: 1,
      after: null,
    })
  ).rows[0]?.node.event;
  if (row?.type !== "ProjectAdded") throw new Error("the housing project was never added");
  const data = { ...row.data, name: { zh: "农房改造（新名）", en: "Renamed" } };
  await fixture.record({
    name: "AddProject",
    occurredOn: row.occurredOn,
    data,
    corrects: { event: row.id, reason: "名称有误" },
  });
  return "housing";
}

describe("the lines of the record", () => {
  it("hash to the leaves that the feeds and pages name, in order", async () => {
    const lines = (await Promise.all([0, 1].map((page) => fixture.text(`/log/${page}.ndjson`)))).join("").split("\n");
    expect(lines.pop()).toBe("");
    const items = await allItems();
    expect(lines).toHaveLength(items.length);
    for (const [index, line] of lines.entries()) {
      const bytes = Buffer.concat([Buffer.of(0), Buffer.from(line)]);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(items[index]?._tlog.leaf_hash);
      const leaf = JSON.parse(line) as { sequence: string };
      expect(leaf.sequence).toBe(String(index).padStart(12, "0"));
    }
  });
});

describe("feeds of the past", () => {
  const pair = "asOf=2016-12-31&knownAt=2017-01-10T00:00:00Z";

  it("hold what had occurred and was recorded by then, and nothing else", async () => {
    const { items } = await json(`/feed.json?${pair}`);
    const known = await fixture.text(`/feed.json?knownAt=2017-01-08T00:00:00Z`);
    expect(items.some(({ title }) => title.includes("“河坡民族特色手工业”下达30万元"))).toBe(true);
    expect(items.some(({ title }) => title.includes("300万元（凭证下-2）"))).toBe(false);
    expect(known).not.toContain("下-2");
    const later = await fixture.text("/feed.json?asOf=2016-12-27&knownAt=2017-02-01T00:00:00Z");
    expect(later).not.toContain("下-2");
  });

  it("are the same bytes for ever", async () => {
    const paths = [`/feed.json?${pair}`, `/feed.atom?${pair}&lang=en`, `/feed/0.json?${pair}`, `/log/0.ndjson?${pair}`];
    const before = await Promise.all(paths.map((path) => fixture.text(path)));
    await fixture.record({ name: "SetThresholds", occurredOn: "2016-05-05", data: { paymentCeilingPoints: "90" } });
    expect(await Promise.all(paths.map((path) => fixture.text(path)))).toEqual(before);
    const answer = await fixture.get(paths[0] ?? "");
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
  });
});
