import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { deflateSync } from "node:zlib";
import { evidenceFolder, type EvidenceFiles, type Held } from "@mingzhang/evidence";
import type { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { baiyuPlan, type FeedFixture, feedFixture, publicUrl, secret, slug } from "../testing/feed-fixture.ts";
import { pngOf } from "../testing/png.ts";
import { sweepEvidence } from "./sweep-evidence.ts";

let fixture: FeedFixture;
let folder = "";
let files: EvidenceFiles;
let app: Hono;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  folder = await mkdtemp(join(tmpdir(), "mingzhang evidence "));
  files = evidenceFolder(folder);
  app = fixture.another({ evidence: files });
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
  await rm(folder, { recursive: true });
});

let shade = 0;
let held: Held;
beforeEach(async () => {
  shade += 1;
  held = await keep(pngOf(1000, 700, shade));
});

async function keep(upload: Uint8Array): Promise<Held> {
  const kept = await files.keep(upload, null);
  if ("fault" in kept) throw new Error(kept.fault);
  return kept.held;
}

const get = async (path: string, headers: Record<string, string> = {}) => app.request(publicUrl + path, { headers });
const statusOf = async (path: string) => (await get(path)).status;

async function attach(project = "flood-control", milestone: string | null = "walls", file = held): Promise<string> {
  const { sha256, mediaType, bytes, width, height, original } = file;
  const caption = { zh: `堤防<img src=x>第${shade}段`, en: null };
  const kind = mediaType === "application/pdf" ? ("document" as const) : ("photo" as const);
  const facts = { project, milestone, kind, sha256, mediaType, bytes, width, height, caption, original, note: secret };
  const [id] = await fixture.record({ name: "AttachEvidence", occurredOn: "2016-06-20", data: facts });
  return id ?? "";
}

const reason = "画面中的人要求撤下";
const withdraw = (project = "flood-control") =>
  fixture.record({
    name: "WithdrawEvidence",
    occurredOn: "2016-07-01",
    data: { project, sha256: held.sha256, reason, note: secret },
  });

const page = async (project: string, query = "?lang=zh-CN") =>
  (await get(`/plans/${slug}/projects/${project}${query}`)).text();

describe("a file of evidence", () => {
  it("is nobody's to see before an event names it, and then everybody's, byte for byte", async () => {
    const path = `/evidence/${held.sha256}`;
    expect(await statusOf(path)).toBe(404);
    await attach();
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(
      Buffer.from((await files.open(held.sha256))?.content ?? []),
    );
    const digest = Buffer.from(held.sha256, "hex").toString("base64");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=3600",
      "content-disposition": `inline; filename="${held.sha256.slice(0, 12)}.png"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "repr-digest": `sha-256=:${digest}:`,
      "access-control-allow-origin": "*",
    });
    const tag = answer.headers.get("etag") ?? "";
    expect((await get(path, { "If-None-Match": tag })).status).toBe(304);
    expect((await app.request(publicUrl + path, { method: "HEAD" })).status).toBe(200);
  });

  it("has smaller forms, with a tag of their own", async () => {
    await attach();
    const whole = await get(`/evidence/${held.sha256}`);
    const small = await get(`/evidence/${held.sha256}?width=480`);
    expect([small.status, small.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(small.headers.get("etag")).not.toBe(whole.headers.get("etag"));
  });

  it.each([
    ["/evidence/x", 404, "not-found"],
    [`/evidence/${"0".repeat(64)}`, 404, "not-found"],
    [`/evidence/${"A".repeat(64)}`, 404, "not-found"],
    ["/evidence/..%2f..%2fwrite-token", 404, "not-found"],
    [`/evidence/${"0".repeat(64)}?width=481`, 400, "bad-parameter"],
    ["/evidence", 404, "not-found"],
  ])("at %s is a problem document that nobody keeps", async (path, status, kind) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, "no-store"]);
    expect((await answer.json()).type).toBe(`urn:mingzhang:problem:${kind}`);
  });

  it("is public no more when the record that named it is void", async () => {
    const event = await attach();
    expect(await statusOf(`/evidence/${held.sha256}`)).toBe(200);
    await fixture.record({ name: "VoidRecord", corrects: { event, reason: "传错" } });
    expect(await statusOf(`/evidence/${held.sha256}`)).toBe(404);
  });

  it("is gone in every form, for every way of asking, as soon as its withdrawal is recorded", async () => {
    await attach();
    const others = [app, fixture.another({ evidence: files })];
    const path = `${publicUrl}/evidence/${held.sha256}`;
    const tag = (await get(`/evidence/${held.sha256}`)).headers.get("etag") ?? "";
    const ways = [
      new Request(path),
      new Request(`${path}?width=480`),
      new Request(`${path}?width=960`),
      new Request(path, { method: "HEAD" }),
      new Request(path, { headers: { "If-None-Match": tag } }),
      new Request(path, { headers: { "If-None-Match": "*" } }),
      new Request(path, { headers: { Range: "bytes=0-99" } }),
    ];
    const asked = async () =>
      Promise.all(others.flatMap((each) => ways.map(async (way) => (await each.request(way)).status)));
    expect(new Set(await asked())).toEqual(new Set([200, 304]));
    await withdraw();
    expect(new Set(await asked())).toEqual(new Set([410]));
  });

  it("costs one look at its own records, whatever else is recorded, and no reading of a plan", async () => {
    await attach();
    const asked: string[] = [];
    const readModels = new Proxy(fixture.readModels, {
      get(models, name) {
        asked.push(String(name));
        return Reflect.get(models, name) as unknown;
      },
    });
    const watched = fixture.another({ evidence: files, readModels });
    asked.splice(0);
    const look = async () => (await watched.request(`${publicUrl}/evidence/${held.sha256}`)).status;
    expect([await look(), asked.splice(0)]).toEqual([200, ["evidence"]]);
    const { occurredOn, plan } = baiyuPlan(`another-${shade}`);
    await fixture.record({ name: "AdoptPlan", occurredOn, plan }, { plan: `another-${shade}` });
    expect([await look(), asked.splice(0)]).toEqual([200, ["evidence"]]);
    await withdraw();
    expect([await look(), asked.splice(0)]).toEqual([410, ["evidence"]]);
  });

  it("that was withdrawn is gone, with the reason, unless another project shows it", async () => {
    await attach();
    await attach("crafts", null);
    await withdraw();
    expect(await statusOf(`/evidence/${held.sha256}`)).toBe(200);
    await withdraw("crafts");
    for (const path of [`/evidence/${held.sha256}`, `/evidence/${held.sha256}?width=480`]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([410, "no-store"]);
      expect(await answer.json()).toMatchObject({ reason, withdrawnOn: "2016-07-01" });
    }
  });
});

it("a file that is attached and not on the disk is a logged outage until it is uploaded again", async () => {
  await attach();
  await files.remove(held.sha256);
  expect(await statusOf(`/evidence/${held.sha256}`)).toBe(503);
  expect(fixture.logged.splice(0).join(" ")).toContain("not whole on the disk");
  await keep(pngOf(1000, 700, shade));
  expect(await statusOf(`/evidence/${held.sha256}`)).toBe(200);
});

describe("the page of a project", () => {
  it("shows its pictures by milestone, with room kept for each, and nothing of staff", async () => {
    await attach();
    const html = await page("flood-control");
    const { sha256, width, height } = held;
    expect(html).toContain("<span>节点：堤防合龙</span>");
    expect(html).toContain(`src="/evidence/${sha256}?width=480"`);
    expect(html).toContain(
      `srcSet="/evidence/${sha256}?width=480 480w, /evidence/${sha256}?width=960 960w, /evidence/${sha256} ${width}w"`,
    );
    expect(html).toContain(`width="${width}" height="${height}"`);
    expect(html).toContain('loading="lazy"');
    expect(html).toContain(`alt="堤防&lt;img src=x&gt;第${shade}段"`);
    for (const hidden of [secret, held.original]) expect(html).not.toContain(hidden);
    const plan = await (await get(`/plans/${slug}`)).text();
    expect([plan.includes("/evidence/"), plan.includes("见各项目页")]).toEqual([false, true]);
  });

  it("is as it was at every pair of dates, but for what is withdrawn by now", async () => {
    await attach("housing", null);
    expect(await page("housing")).toContain(`src="/evidence/${held.sha256}`);
    expect(await page("housing", "?asOf=2016-06-19")).toContain("此时尚未公布照片或文件");
    await withdraw("housing");
    for (const query of ["", "?asOf=2016-06-25"]) {
      const html = await page("housing", query);
      expect(html).not.toContain(`/evidence/${held.sha256}`);
      expect(html).toContain(`撤下，不再展示。理由：<span lang="zh-CN">${reason}</span>`);
      expect(html).toContain(`${held.sha256}</code>`);
      const [said] = html.slice(html.indexOf('id="evidence"')).split("</section>");
      expect([said?.includes(reason), said?.includes(`第${shade}段`)]).toEqual([true, false]);
    }
  });

  it("links to documents with their type and size", async () => {
    const document = await keep(plainPdf());
    await attach("crafts", null, document);
    const html = await page("crafts");
    expect(html).toContain(`href="/evidence/${document.sha256}" download=`);
    expect(html).toContain("PDF，1 KB");
  });
});

describe("the disk", () => {
  const published = async () =>
    (await readdir(join(folder, "evidence/public"), { recursive: true })).filter((path) => path.includes(held.sha256));

  it("loses what is withdrawn as soon as that is recorded, and at the next start what came back", async () => {
    const stop = new AbortController();
    const { readModels } = fixture;
    const log = { error: (_: object, text: string) => fixture.logged.push(text) };
    await attach();
    const sweeping = sweepEvidence({ readModels, files, signal: stop.signal, log });
    await pause(50);
    expect(await published()).toHaveLength(3);
    await withdraw();
    for (const until = performance.now() + 10_000; (await published()).length > 0; await pause(20)) {
      if (performance.now() > until) throw new Error("what was withdrawn is still on the disk");
    }
    stop.abort();
    await sweeping;
    await keep(pngOf(1000, 700, shade));
    const later = new AbortController();
    const again = sweepEvidence({ readModels, files, signal: later.signal, log });
    for (const until = performance.now() + 10_000; (await published()).length > 0; await pause(20)) {
      if (performance.now() > until) throw new Error("what was withdrawn is on the disk again");
    }
    later.abort();
    await again;
    expect(fixture.logged).toEqual([]);
    const originals = await readdir(join(folder, "evidence/originals"), { recursive: true });
    expect(originals.some((path) => path.endsWith(held.original))).toBe(true);
  });
});

it("what is withdrawn from one project stays on the disk while another one shows it", async () => {
  await attach();
  await attach("crafts", null);
  await withdraw();
  const other = await keep(pngOf(1000, 700, shade + 100));
  await attach("crafts", null, other);
  const data = { project: "crafts", sha256: other.sha256, reason, note: secret };
  await fixture.record({ name: "WithdrawEvidence", occurredOn: "2016-07-01", data });
  const stop = new AbortController();
  const removed: string[] = [];
  const remove = async (sha256: string) => void removed.push(sha256);
  const log = { error: (_: object, text: string) => fixture.logged.push(text) };
  const { readModels } = fixture;
  const sweeping = sweepEvidence({ readModels, files: { remove }, signal: stop.signal, log });
  await expect.poll(() => removed).toContain(other.sha256);
  stop.abort();
  await sweeping;
  expect(removed).not.toContain(held.sha256);
});

it("what is withdrawn leaves the disk although it could not at first, and that is logged", async () => {
  await attach();
  await withdraw();
  const said: string[] = [];
  const stop = new AbortController();
  const removed: string[] = [];
  const remove = async (sha256: string) => {
    if (said.length === 0) throw new Error("EBUSY");
    removed.push(sha256);
  };
  const log = { error: (_: object, text: string) => said.push(text) };
  const { readModels } = fixture;
  const sweeping = sweepEvidence({ readModels, files: { remove }, signal: stop.signal, log, retryMs: 10 });
  await expect.poll(() => removed).toContain(held.sha256);
  stop.abort();
  await sweeping;
  expect(said).toEqual(["withdrawn evidence may still be on the disk; served it is not"]);
});

/** A document of one empty page. */
function plainPdf(): Buffer {
  const content = deflateSync("BT ET");
  return Buffer.concat([
    Buffer.from("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"),
    Buffer.from("2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"),
    Buffer.from("3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"),
    Buffer.from(`4 0 obj\n<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from("\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"),
  ]);
}
