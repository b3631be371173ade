import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { streamOf } from "@mingzhang/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, slug } from "../testing/feed-fixture.ts";

const other = "another-plan";
const paused = "暂停更新";
let fixture: FeedFixture;
let before: string;
let later: string;
let size: number;

/** Records what no program of this version understands, as a newer one would have. */
async function unread(plan: string, type: string): Promise<void> {
  const event = { id: randomUUID(), type, data: {}, meta: { occurredOn: "2016-01-04" } };
  await fixture.store.append(streamOf(plan), "any", [event]);
}

async function appropriate(amountFen: bigint): Promise<void> {
  const data = { year: 2016, amountFen, voucher: "A", note: null };
  await fixture.record({ name: "AppropriateFunds", occurredOn: "2017-01-10", data }, { plan: other });
}

const instantOf = async (plan: string) => (await fixture.store.readLast(streamOf(plan)))?.recordedAt ?? "";

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  before = await instantOf(slug);
  size = Number((await fixture.readModels.checkpoint()).position);
  await unread(slug, "Unheard");
  await appropriate(700n);
  later = await instantOf(other);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

describe("a plan that stands still", () => {
  it.each(["", "/transfers", "/changes", "/projects/flood-control"])(
    "has its page %j at the last exact pair, which the page says and links to",
    async (page) => {
      const answer = await fixture.get(`/plans/${slug}${page}`);
      const html = await answer.text();
      expect([answer.status, answer.headers.get("Mingzhang-Stands-Still")]).toEqual([200, slug]);
      expect(html).toContain(paused);
      expect(answer.headers.get("Mingzhang-Known-At")).toBe(before);
      expect(answer.headers.get("Link")).toContain(`knownAt=${before}`);
      expect(answer.headers.get("Cache-Control")).toBe("public, no-cache");
    },
  );

  it("is refused beyond that where a knownAt was given, with the way to the last exact state", async () => {
    const answer = await fixture.get(`/plans/${slug}?knownAt=${later}&lang=en`);
    const html = await answer.text();
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([503, "no-store"]);
    expect(html).toContain("<h1>A record of this plan cannot be shown yet</h1>");
    const address = `/plans/${slug}?knownAt=${before}&amp;lang=en`;
    expect(html).toContain(`href="${address}"`);
    expect((await fixture.get(address.replace("&amp;", "&"))).status).toBe(200);
  });

  it("has its tables as known before, and refuses later ones as a problem that says what can be had", async () => {
    const now = await fixture.get(`/data/${slug}/transfers.csv`);
    expect([now.status, now.headers.get("Mingzhang-Known-At")]).toEqual([200, before]);
    const refused = await fixture.get(`/data/${slug}/transfers.csv?knownAt=${later}`);
    const problem = await refused.json();
    expect([refused.status, refused.headers.get("Content-Type")]).toEqual([
      503,
      "application/problem+json; charset=utf-8",
    ]);
    expect(problem).toMatchObject({ type: "urn:mingzhang:problem:plan-stands-still", plan: slug, knownAt: before });
    const exact = await fixture.get(problem.lastExact);
    expect(exact.status).toBe(200);
    expect(await exact.text()).toBe(await now.text());
  });

  it("is still on the first page, with the others as they are now", async () => {
    const html = await fixture.text("/");
    expect(html.split(paused)).toHaveLength(2);
    for (const plan of [slug, other]) expect(html).toContain(`href="/plans/${plan}"`);
    expect(html).toContain(`value="700"`);
  });

  it("changes nothing on the pages of others", async () => {
    for (const path of [`/plans/${other}`, `/data/${other}/transfers.csv`, `/feed.json?plan=${other}`]) {
      const answer = await fixture.get(path);
      expect([answer.status, answer.headers.get("Mingzhang-Known-At")], path).toEqual([200, later]);
      expect(answer.headers.get("Mingzhang-Stands-Still")).toBeNull();
      expect(await answer.text()).not.toContain(paused);
    }
  });

  it.each(["/feed.json", "/feed.atom", "/feed/0.json", "/log/0.ndjson", "/iati/activities.xml", "/sitemap.xml"])(
    "leaves %s as it was before the record that nobody can read: no entry is left out",
    async (path) => {
      const answer = await fixture.get(path);
      expect([answer.status, answer.headers.get("Mingzhang-Known-At")]).toEqual([200, before]);
    },
  );

  it("ends the whole log before the record that nobody can read", async () => {
    const answer = await fixture.get("/log/all.ndjson.gz");
    const lines = gunzipSync(Buffer.from(await answer.arrayBuffer()))
      .toString()
      .trimEnd()
      .split("\n");
    expect([answer.status, lines.length]).toEqual([200, size]);
  });

  it("sends the entries of another plan to whoever follows that one", async () => {
    const answer = await fixture.get(`/stream?plan=${other}`, { "Last-Event-ID": "0" });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    while (!said.includes("FundsAppropriated")) said += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(said).not.toContain(`"subject":"${slug}"`);
  });
});

it("a plan of which nobody knows yet whether it exists is named on the first page, beside the others", async () => {
  await unread("unreadable", "PlanAdopted");
  await appropriate(1n);
  const html = await fixture.text("/");
  expect(html).toContain("unreadable");
  expect(html).toContain(`href="/plans/${other}"`);
  const answer = await fixture.get("/plans/unreadable");
  expect(answer.status).toBe(503);
  expect(await fixture.text(`/?knownAt=${await instantOf(other)}`)).toContain("这个规划有记录尚不能展示");
});
