import { gunzipSync } from "node:zlib";
import { Readable } from "node:stream";
import { Ajv } from "ajv";
import { type CloudEvent, HTTP } from "cloudevents";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import FeedParser, { type Item } from "feedparser";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import jsonFeedSchema from "jsonfeed-schema/schema-v1.1.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, publicUrl, slug } from "../testing/feed-fixture.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture, { reports: 260 });
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

async function lines(query = ""): Promise<readonly string[]> {
  const pages = await Promise.all([0, 1].map((page) => fixture.text(`/log/${page}.ndjson${query}`)));
  return pages.join("").trim().split("\n");
}

/** What an old and strict reader of Atom makes of a feed. */
async function feedparser(text: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  const parser = Readable.from([text]).pipe(new FeedParser({ normalize: true }));
  for await (const item of parser) items.push(item as Item);
  return items;
}

describe("a batch of CloudEvents", () => {
  it("is read by the SDK of the specification, event by event as in the lines", async () => {
    const answer = await fixture.get("/log/0.cloudevents.json");
    expect(answer.headers.get("Content-Type")).toBe("application/cloudevents-batch+json; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
    const body = await answer.text();
    const headers = { "content-type": "application/cloudevents-batch+json" };
    const events = [HTTP.toEvent<unknown>({ headers, body })].flat() as CloudEvent<unknown>[];
    expect(events).toHaveLength(256);
    const leaves = (await lines()).slice(0, 256).map((line) => JSON.parse(line));
    // The SDK cuts an instant to milliseconds; all else has to come through as it is.
    const timeless = (list: readonly object[]) => list.map((each) => ({ ...each, time: null }));
    expect(timeless(events.map((event) => event.toJSON()))).toMatchObject(timeless(leaves));
    expect(JSON.parse(body)).toEqual(leaves);
    expect(events.every((event) => event.validate())).toBe(true);
  });

  it.each(["/log/9.cloudevents.json", "/log/01.cloudevents.json", "/log/x.cloudevents.json"])(
    "is not there as %s",
    async (path) => {
      const answer = await fixture.get(path);
      expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
    },
  );
});

describe("the whole record in one file", () => {
  it("unpacks to every line, and is not sent to who has it", async () => {
    const answer = await fixture.get("/log/all.ndjson.gz");
    expect(answer.headers.get("Content-Type")).toBe("application/gzip");
    const unpacked = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString();
    expect(unpacked.trim().split("\n")).toEqual(await lines());
    const again = await fixture.get("/log/all.ndjson.gz", { "If-None-Match": answer.headers.get("ETag") ?? "" });
    expect(again.status).toBe(304);
  });

  it("is that of a pair of dates where one is given", async () => {
    const query = "?asOf=2016-12-31&knownAt=2017-01-13T00:00:00Z";
    const answer = await fixture.get(`/log/all.ndjson.gz${query}`);
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
    const unpacked = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString();
    expect(unpacked).toBe(await fixture.text(`/log/0.ndjson${query}`));
    expect((await fixture.get("/log/all.ndjson.gz?asOf=2016-02-30")).status).toBe(400);
  });
});

describe("a feed that is cut down", () => {
  const filters = [
    [`plan=${slug}&kind=FundsReleased`, (leaf: Leaf) => leaf.subject === slug && leaf.type.includes(".FundsReleased.")],
    ["kind=PlanAdopted", (leaf: Leaf) => leaf.type.includes(".PlanAdopted.")],
    [`plan=${slug}&project=crafts`, (leaf: Leaf) => leaf.subject === slug && leaf.data.fact.project === "crafts"],
  ] as const;
  interface Leaf {
    readonly subject: string;
    readonly type: string;
    readonly sequence: string;
    readonly data: { readonly fact: { readonly project?: string } };
  }

  it.each(filters)("by %s holds just that, in its newest entries and in its pages", async (query, is) => {
    const wanted = (await lines()).map((line) => JSON.parse(line) as Leaf).filter(is);
    expect(wanted.length).toBeGreaterThan(1);
    const indices = wanted.map(({ sequence }) => Number(sequence));
    const newest = JSON.parse(await fixture.text(`/feed.json?${query}`));
    const items = newest.items as { _tlog: { index: number } }[];
    expect(items.map(({ _tlog }) => _tlog.index).toReversed()).toEqual(indices.slice(-100));
    expect(newest.description).toContain("筛选");
    expect(newest.description).toContain(`${publicUrl}/feed.json?lang=zh-CN`);
    const pages = await Promise.all([0, 1].map((page) => fixture.text(`/feed/${page}.atom?${query}`)));
    const found = pages.flatMap((page) => (parseAtomFeed(page).entries ?? []).map(({ id }) => id).toReversed());
    expect(found).toEqual(indices.map((index) => `${publicUrl}/entries/${index}`));
    expect(pages[1]).toContain(`<link rel="current" href="${publicUrl}/feed.atom?${query.replaceAll("&", "&amp;")}`);
  });

  it("by project has the changes of the plan that touch it", async () => {
    const { items } = JSON.parse(await fixture.text(`/feed.json?plan=${slug}&project=babagou`));
    const tags = (items as { tags: string[] }[]).flatMap((item) => item.tags);
    expect(tags).toContain("ReallocationDecided");
  });

  it.each(["kind=Nothing", "project=crafts", `plan=${slug}&project=nothing`, "plan=a&plan=b"])(
    "is refused where %s means nothing",
    async (query) => {
      for (const path of ["/feed.json", "/feed.atom", "/feed/0.json", "/stream"]) {
        const answer = await fixture.get(`${path}?${query}`);
        expect([answer.status, answer.headers.get("Cache-Control")], path).toEqual([400, "no-store"]);
      }
    },
  );
});

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat("uri", (text: string) => URL.canParse(text));
ajv.addFormat("date-time", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const validJsonFeed = ajv.compile(jsonFeedSchema);

describe("every feed", () => {
  it("is read the same by two parsers of Atom, and by one and the published schema of JSON", async () => {
    for (const query of ["", `?plan=${slug}`, "?lang=en", "?kind=FundsReleased"]) {
      const [atom, json] = [await fixture.text(`/feed.atom${query}`), await fixture.text(`/feed.json${query}`)];
      const ids = parseJsonFeed(json).items?.map(({ id }) => id);
      expect(validJsonFeed(JSON.parse(json)), JSON.stringify(validJsonFeed.errors)).toBe(true);
      expect(parseAtomFeed(atom).entries?.map(({ id }) => id)).toEqual(ids);
      expect((await feedparser(atom)).map(({ guid }) => guid)).toEqual(ids);
    }
  });
});

describe("the stream that is cut down", () => {
  it("resumes with what it missed of its kind, and goes on with that", async () => {
    const query = `plan=${slug}&project=housing&kind=FundsReleased`;
    const answer = await fixture.get(`/stream?${query}`, { "Last-Event-ID": "0" });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (event) => heard.push(event) });
    const until = async (count: number) => {
      while (heard.length < count) parser.feed((await reader?.read())?.value ?? "");
    };
    await until(1);
    for (const [project, voucher] of [
      ["village-training", "别处"],
      ["housing", "此处"],
    ] as const) {
      const data = { project, amountFen: 1n, voucher, note: null };
      await fixture.record({ name: "ReleaseFunds", occurredOn: "2017-05-01", data });
    }
    await until(2);
    await reader?.cancel();
    const facts = heard.map(({ data }) => JSON.parse(data).data.fact);
    expect(facts.map(({ project }) => project)).toEqual(["housing", "housing"]);
    expect(facts.at(-1).voucher).toBe("此处");
    const indices = (await lines())
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type.includes("FundsReleased"));
    expect(indices.map(({ sequence }) => String(Number(sequence)))).toEqual(
      expect.arrayContaining(heard.map(({ id }) => id)),
    );
  });

  it.each(["x", "-1", "1.5", "99999999999999999999", "0x10"])("refuses to resume behind %s", async (last) => {
    const answer = await fixture.get("/stream", { "Last-Event-ID": last });
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([400, "no-store"]);
  });
});
