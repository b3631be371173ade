import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { formatPolicy, signingKey, verifierOf } from "@mingzhang/transparency-log";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, publicUrl, slug } from "../testing/feed-fixture.ts";
import { type FixtureLog, fixtureLog } from "../testing/fixture-log.ts";

const mark = "拨字等证";
const views = [
  "/feed.json",
  "/feed.atom",
  `/feed.json?plan=${slug}`,
  "/feed/0.json",
  "/feed/0.atom",
  "/log/0.ndjson",
  "/log/0.cloudevents.json",
  "/log/all.ndjson.gz",
  ...["projects", "allocations", "transfers", "milestones", "changes"].map((name) => `/data/${slug}/${name}.csv`),
  `/data/${slug}/transfers.csv-metadata.json`,
  `/data/${slug}/datapackage.json`,
  `/data/${slug}/csv-metadata.json`,
  "/iati/activities.xml",
  "/oc4ids/projects.json",
  `/plans/${slug}/workbook.xlsx`,
];
/** Those in which the newest movement of money can be seen. */
const telling = ["/feed.json", "/feed.atom", "/log/0.ndjson", `/data/${slug}/transfers.csv`, "/oc4ids/projects.json"];

let fixture: FeedFixture;
let log: FixtureLog;
let app: Hono;
let now = new Date("2017-02-01T00:00:00Z");
let proved = { size: 0, knownAt: "" };
let waiting = "";

const get = async (path: string, headers: Record<string, string> = {}) => app.request(publicUrl + path, { headers });
async function bytesOf(path: string): Promise<Buffer> {
  const bytes = Buffer.from(await (await get(path)).arrayBuffer());
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}
const said = async (path: string) => (await bytesOf(path)).toString();

async function appropriate(voucher: string): Promise<string> {
  const data = { year: 2016, amountFen: 77_700n, voucher, note: null };
  await fixture.record({ name: "AppropriateFunds", occurredOn: "2016-11-11", data });
  return (await fixture.readModels.checkpoint()).recordedAt;
}

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  log = await fixtureLog(fixture);
  app = fixture.another({ published: log.kept.published, now: () => now, proofWaitMs: 100 });
  await log.grow();
  await log.stand();
  const { position, recordedAt } = await fixture.readModels.checkpoint();
  proved = { size: Number(position), knownAt: recordedAt };
});
afterAll(async () => {
  expect([...fixture.logged, ...log.logged]).toEqual([]);
  await log.dispose();
  await fixture.dispose();
});

describe("an entry that no checkpoint covers yet", () => {
  const before = new Map<string, Buffer>();

  beforeAll(async () => {
    for (const path of views) before.set(path, await bytesOf(path));
    waiting = await appropriate(mark);
    now = new Date(Date.parse(waiting) + 900);
  });

  it.each(views)("is in no view: %s is as it was, and says how far it goes and what waits", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "mingzhang-log-size": String(proved.size),
      "mingzhang-known-at": proved.knownAt,
      "mingzhang-waiting-since": waiting,
    });
    expect(answer.headers.get("Link")).toContain(`knownAt=${proved.knownAt}`);
    if (!path.endsWith(".xlsx")) expect((await bytesOf(path)).equals(before.get(path) ?? Buffer.of())).toBe(true);
  });

  it("is refused as known then, with the address of what can be proved", async () => {
    for (const path of [...telling, "/log/all.ndjson.gz"]) {
      const answer = await get(`${path}?knownAt=${waiting}`);
      expect([answer.status, answer.headers.get("Cache-Control")], path).toEqual([503, "no-store"]);
      expect(answer.headers.get("Retry-After")).toBe("5");
      const problem = await answer.json();
      expect(problem).toMatchObject({
        type: "urn:mingzhang:problem:not-proved-yet",
        logSize: proved.size,
        waitingSince: waiting,
        lastExact: `${path}?knownAt=${proved.knownAt}`,
      });
      expect((await get(problem.lastExact)).status).toBe(200);
    }
  });

  it("changes nothing on what was known before, nor on a day of the past", async () => {
    const pair = `asOf=2016-12-31&knownAt=${proved.knownAt}`;
    const answer = await get(`/data/${slug}/transfers.csv?${pair}`);
    expect([answer.status, answer.headers.get("Mingzhang-Waiting-Since")]).toEqual([200, null]);
    expect(await answer.text()).not.toContain(mark);
    expect(await said(`/data/${slug}/transfers.csv?asOf=2016-12-31`)).not.toContain(mark);
    for (const wrong of ["asOf=2016-02-30", "knownAt=2099-01-01T00:00:00Z", "knownAt=x"]) {
      expect((await get(`/feed.json?${wrong}`)).status, wrong).toBe(400);
    }
  });

  it("has no package, and the latest one is that of the checkpoint", async () => {
    expect((await get(`/open-data/${proved.size}/datapackage.json`)).status).toBe(200);
    expect((await get(`/open-data/${proved.size + 1}/datapackage.json`)).status).toBe(404);
    expect((await get("/open-data/latest")).headers.get("Location")).toContain(`/open-data/${proved.size}/`);
  });

  it("is on the pages for people, which say that it is not proved yet", async () => {
    const entry = `/entries/${proved.size}`;
    expect(await said(entry)).toContain("尚未写进签署的检查点");
    expect(await said(`${entry}?lang=en`)).toContain("no signed checkpoint covers it yet");
    expect(await said(`/plans/${slug}/changes`)).toContain("待入公开日志");
    expect((await said(`/plans/${slug}/changes?lang=en`)).split("not proved yet")).toHaveLength(2);
    expect(await said(`/plans/${slug}/transfers`)).toContain(mark);
    expect((await said(`/plans/${slug}/transfers?lang=en`)).split("not proved yet")).toHaveLength(2);
    const refused = await get(`${entry}/proof.html`);
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining("尚未写进签署的检查点")]);
  });

  it("is said to wait, where it waits for longer than the log promised", async () => {
    expect(await said("/feed.json")).not.toContain("检查点");
    now = new Date(Date.parse(waiting) + 61_000);
    expect(await said("/feed.json")).toContain("停在第");
    expect(await said("/feed.atom?lang=en")).toContain(`stands still at ${proved.size} entries`);
    for (const [lang, words] of [
      ["zh-CN", "停在第"],
      ["en", "stand still"],
    ]) {
      expect(await said(`/feeds?lang=${lang}`)).toContain(words);
    }
  });

  it("is in all of them once a checkpoint covers it, and nothing waits any more", async () => {
    await log.grow();
    for (const path of telling) {
      const answer = await get(path);
      expect(await answer.text(), path).toContain(mark);
      expect(answer.headers.get("Mingzhang-Waiting-Since")).toBeNull();
      expect(answer.headers.get("Mingzhang-Log-Size")).toBe(String(proved.size + 1));
      expect((await get(`${path}?knownAt=${waiting}`)).status).toBe(200);
    }
    expect(await said(`/plans/${slug}/changes`)).not.toContain("待入公开日志");
    expect(await said("/feeds")).not.toContain("停在第");
    expect((await get(`/open-data/${proved.size + 1}/datapackage.json`)).status).toBe(200);
  });
});

it("an explicit instant waits a moment for its checkpoint, as it does for the tables", async () => {
  const patient = fixture.another({ published: log.kept.published, proofWaitMs: 5_000 });
  await log.stand();
  const at = await appropriate("拨字稍候");
  const asked = patient.request(`${publicUrl}/data/${slug}/transfers.csv?knownAt=${at}`);
  await log.grow();
  expect(await (await asked).text()).toContain("拨字稍候");
});

describe("before the first checkpoint", () => {
  let held: FixtureLog;
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "policy "));
    const away = signingKey("witness.example", new Uint8Array(32).fill(7));
    const witness = { name: "w", key: verifierOf(away, "cosignature"), url: "http://127.0.0.1:1" };
    const policy = { logs: [], witnesses: [witness], groups: [], quorum: "w" };
    await writeFile(join(folder, "policy"), formatPolicy(policy));
    held = await fixtureLog(fixture, join(folder, "policy"));
    app = fixture.another({ published: held.kept.published, proofWaitMs: 0 });
  });
  afterAll(async () => {
    await held.dispose();
    await rm(folder, { recursive: true });
  });

  it.each([...views, "/open-data/latest"])("%s says that nothing is proved yet", async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(await answer.json()).toMatchObject({ type: "urn:mingzhang:problem:not-proved-yet", logSize: 0 });
  });

  it("wrong parameters are still named, and pages for people are there", async () => {
    expect((await get("/feed.json?asOf=2016-02-30")).status).toBe(400);
    for (const path of ["/", "/feeds", "/sitemap.xml", `/plans/${slug}`]) expect((await get(path)).status).toBe(200);
  });
});
