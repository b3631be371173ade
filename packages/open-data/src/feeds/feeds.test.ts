import { Ajv } from "ajv";
import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import jsonFeedSchema from "jsonfeed-schema/schema-v1.1.json" with { type: "json" };
import RssParser from "rss-parser";
import { describe, expect, it } from "vitest";
import { atomFeed, feedNamespace } from "./atom.ts";
import type { FeedDocument, FeedItem } from "./feed-document.ts";
import { jsonFeed } from "./json-feed.ts";

const site = "https://mingzhang.example";

const adopted: FeedItem = {
  id: `${site}/entries/0`,
  url: `${site}/entries/0`,
  title: "规划通过：成都市武侯区对口帮扶白玉县规划",
  contentText: "2016–2020 年，8 个项目，合计 15000 万元。\r\n<b>不是标记</b> & 不是实体",
  publishedAt: "2016-01-20T02:11:07.123456Z",
  occurredOn: "2016-01-15",
  index: 0n,
  leafHash: "0a".repeat(32),
  kind: "PlanAdopted",
  planSlug: "wuhou-baiyu-2016-2020",
  simulated: false,
};

const corrected: FeedItem = {
  ...adopted,
  id: `${site}/entries/256`,
  url: `${site}/entries/256`,
  title: "更正",
  index: 256,
  corrects: { index: 0n, url: adopted.url },
};

const subscription: FeedDocument = {
  title: "明账：公开记录",
  description: "每一笔记录，带两个时间",
  language: "zh-CN",
  authorName: "明账 Mingzhang",
  homePageUrl: `${site}/`,
  feedUrl: `${site}/feed?plan=a&x="1"`,
  selfUrl: `${site}/feed?plan=a&x="1"`,
  updatedAt: "2016-01-20T02:11:07.123456Z",
  simulated: false,
  items: [corrected, adopted],
  pages: { kind: "subscription", currentUrl: `${site}/feed`, prevArchiveUrl: `${site}/feed/1` },
};

const archive: FeedDocument = {
  ...subscription,
  selfUrl: `${site}/feed/1`,
  pages: {
    kind: "archive",
    currentUrl: `${site}/feed`,
    prevArchiveUrl: `${site}/feed/0`,
    nextArchiveUrl: `${site}/feed/2`,
  },
};

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat("uri", (text) => URL.canParse(text));
ajv.addFormat("date-time", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const validJsonFeed = ajv.compile(jsonFeedSchema);

const anyText = fc.string({ unit: "binary", maxLength: 40 });

describe("JSON Feed", () => {
  it.each([
    ["a subscription document", subscription],
    ["an archive page", archive],
    ["an empty feed", { ...subscription, items: [] }],
    ["a finished, simulated feed", { ...subscription, expired: true, simulated: true }],
  ])("%s keeps to the published schema", (_, feed) => {
    expect(validJsonFeed(JSON.parse(jsonFeed(feed))), JSON.stringify(validJsonFeed.errors)).toBe(true);
  });

  it("is read by an outside parser", () => {
    const read = parseJsonFeed(jsonFeed(subscription));
    expect(read).toMatchObject({
      title: "明账：公开记录",
      home_page_url: `${site}/`,
      feed_url: subscription.feedUrl,
      next_url: `${site}/feed/1`,
      language: "zh-CN",
      authors: [{ name: "明账 Mingzhang" }],
    });
    expect(read.items?.map((item) => item.id)).toEqual([corrected.id, adopted.id]);
    expect(read.items?.[1]).toMatchObject({
      title: adopted.title,
      content_text: adopted.contentText.replace("\r\n", "\n"),
      date_published: adopted.publishedAt,
      tags: ["PlanAdopted"],
    });
  });

  it("carries index, leaf hash, both times and what is corrected", () => {
    const [first, second] = JSON.parse(jsonFeed(subscription)).items;
    expect(first._tlog).toEqual({
      about: "https://c2sp.org/tlog-tiles",
      index: 256,
      leaf_hash: "0a".repeat(32),
      corrects: { index: 0, url: adopted.url },
    });
    expect(second._tlog).not.toHaveProperty("corrects");
    expect(second._mingzhang).toEqual({
      occurred_on: "2016-01-15",
      recorded_at: "2016-01-20T02:11:07.123456Z",
      plan: "wuhou-baiyu-2016-2020",
      kind: "PlanAdopted",
      simulated: false,
    });
  });

  it("says that it is finished only when it is", () => {
    expect(JSON.parse(jsonFeed({ ...subscription, expired: true })).expired).toBe(true);
    expect(JSON.parse(jsonFeed({ ...subscription, expired: false }))).not.toHaveProperty("expired");
  });
});

describe("Atom", () => {
  it("is read by two outside parsers", async () => {
    const xml = atomFeed(subscription);
    const smith = parseAtomFeed(xml);
    expect(smith).toMatchObject({
      id: subscription.feedUrl,
      title: "明账：公开记录",
      subtitle: "每一笔记录，带两个时间",
      updated: "2016-01-20T02:11:07.123456Z",
      authors: [{ name: "明账 Mingzhang" }],
    });
    expect(smith.entries?.map((entry) => [entry.id, entry.updated, entry.content])).toEqual(
      subscription.items.map((item) => [item.id, item.publishedAt, item.contentText.replace("\r\n", "\n")]),
    );
    const rss = await new RssParser().parseString(xml);
    expect(rss.title).toBe("明账：公开记录");
    expect(rss.feedUrl).toBe(subscription.selfUrl);
    expect(rss.items.map((item) => [item["id"], item.link, item.isoDate, item.title])).toEqual([
      [corrected.id, corrected.url, "2016-01-20T02:11:07.123Z", "更正"],
      [adopted.id, adopted.url, "2016-01-20T02:11:07.123Z", adopted.title],
    ]);
  });

  it("links the subscription document to the newest archive page and to no other", () => {
    expect(links({ ...subscription, pages: { ...archive.pages, ...subscription.pages } })).toEqual({
      self: subscription.selfUrl,
      alternate: `${site}/`,
      "prev-archive": `${site}/feed/1`,
    });
    expect(atomFeed(subscription)).not.toContain("<fh:archive/>");
  });

  it("links an archive page to its neighbours and to the subscription document", () => {
    expect(links(archive)).toEqual({
      self: `${site}/feed/1`,
      alternate: `${site}/`,
      current: `${site}/feed`,
      "prev-archive": `${site}/feed/0`,
      "next-archive": `${site}/feed/2`,
    });
    expect(atomFeed(archive)).toContain("<fh:archive/>");
  });

  it("carries index, leaf hash, both times and what is corrected in its own namespace", async () => {
    const names = ["index", "leaf-hash", "occurred-on", "recorded-at", "plan", "kind", "simulated", "corrects"];
    const parser = new RssParser<object, Record<string, unknown>>({
      customFields: { item: names.map((name) => `mz:${name}`) },
    });
    const xml = atomFeed(subscription);
    expect(xml).toContain(`xmlns:mz="${feedNamespace}"`);
    const [first, second] = (await parser.parseString(xml)).items;
    expect(first?.["mz:corrects"]).toEqual({ $: { index: "0", href: adopted.url } });
    expect(names.map((name) => second?.[`mz:${name}`])).toEqual([
      "0",
      "0a".repeat(32),
      "2016-01-15",
      "2016-01-20T02:11:07.123456Z",
      "wuhou-baiyu-2016-2020",
      "PlanAdopted",
      "false",
      undefined,
    ]);
  });

  it("takes the date of an empty feed from its input", () => {
    expect(parseAtomFeed(atomFeed({ ...subscription, items: [] })).updated).toBe("2016-01-20T02:11:07.123456Z");
  });
});

describe("either feed", () => {
  it("gives equal bytes for equal input", () => {
    expect(jsonFeed(structuredClone(archive))).toBe(jsonFeed(archive));
    expect(atomFeed(structuredClone(archive))).toBe(atomFeed(archive));
  });

  it("marks the title of a simulated feed and of each item, once", () => {
    const marked = { ...subscription, title: "明账（模拟数据）", simulated: true };
    for (const titles of [titlesOf(marked), titlesOf({ ...marked, title: "明账" })]) {
      expect(titles).toEqual(["明账（模拟数据）", "更正（模拟数据）", `${adopted.title}（模拟数据）`]);
    }
    const english = titlesOf({ ...subscription, title: "Open account", language: "en", simulated: true });
    expect(english.every((title) => title?.endsWith(" (simulated data)"))).toBe(true);
  });

  it("marks one simulated item and the feed that holds it, and no other item", () => {
    const items = [{ ...corrected, simulated: true }, adopted];
    expect(titlesOf({ ...subscription, items })).toEqual([
      "明账：公开记录（模拟数据）",
      "更正（模拟数据）",
      adopted.title,
    ]);
  });

  it("survives any text", () => {
    fc.assert(
      fc.property(anyText, anyText, (title, contentText) => {
        const feed = { ...subscription, title: `t${title}`, items: [{ ...adopted, title: `t${title}`, contentText }] };
        const xml = atomFeed(feed);
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(xml).not.toMatch(/[^\t\n\u0020-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
        expect(JSON.parse(jsonFeed(feed)).items[0].content_text.isWellFormed()).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<FeedDocument>]>([
    ["a relative address", { selfUrl: "/feed" }],
    ["a relative archive address", { pages: { ...subscription.pages, prevArchiveUrl: "feed/0" } }],
    ["a doubled item", { items: [adopted, { ...corrected, id: adopted.id }] }],
    ["an instant that does not exist", { updatedAt: "2016-02-30T00:00:00Z" }],
    ["a day that does not exist", { items: [{ ...adopted, occurredOn: "2016-02-30" }] }],
    ["a negative index", { items: [{ ...adopted, index: -1n }] }],
    ["an index beyond what JSON holds", { items: [{ ...adopted, index: 2n ** 60n }] }],
    ["a short leaf hash", { items: [{ ...adopted, leafHash: "0a" }] }],
  ])("refuses %s", (_, part) => {
    expect(() => jsonFeed({ ...subscription, ...part })).toThrow(TypeError);
    expect(() => atomFeed({ ...subscription, ...part })).toThrow(TypeError);
  });
});

function links(feed: FeedDocument): Record<string, string | undefined> {
  return Object.fromEntries(parseAtomFeed(atomFeed(feed)).links?.map((link) => [link.rel, link.href]) ?? []);
}

function titlesOf(feed: FeedDocument): (string | undefined)[] {
  const json = JSON.parse(jsonFeed(feed));
  const xml = parseAtomFeed(atomFeed(feed));
  const titles = [json.title, ...json.items.map((item: { title: string }) => item.title)];
  expect([xml.title, ...(xml.entries ?? []).map((entry) => entry.title)]).toEqual(titles);
  return titles;
}
