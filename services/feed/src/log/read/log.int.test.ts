import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Hono } from "hono";
import { auditLog, eventForm, parsePolicy, verifyProof } from "@mingzhang/transparency-log";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../../testing/eventful-plan.ts";
import { baiyuPlan, type FeedFixture, feedFixture, publicUrl, secret } from "../../testing/feed-fixture.ts";
import type { KeyAnnouncements, KeyRotation } from "../keys/rotate-key.ts";
import { type KeptLog, openPublicLog, rotateLogKey } from "../open-public-log.ts";

let fixture: FeedFixture;
let dataDir = "";
let kept: KeptLog;
let app: Hono;
const logged: unknown[] = [];
const log = {
  info: () => undefined,
  warn: (...said: unknown[]) => logged.push(said),
  error: (...said: unknown[]) => logged.push(said),
};
const timing = { gatherMs: 5, intervalMs: 20, retryMs: 50 };

const open = () =>
  openPublicLog({
    dataDir,
    bucket: null,
    policyFile: undefined,
    readModels: fixture.readModels,
    head: () => fixture.store.head(),
    publicUrl,
    localUrl: "http://127.0.0.1:1",
    log,
    timing,
  });

async function proved(): Promise<void> {
  const { position } = await fixture.store.head();
  const size = Number(position);
  const deadline = performance.now() + 10_000;
  while (kept.writer.status().publishedSize < size || kept.writer.status().state !== "growing") {
    if (performance.now() > deadline) throw new Error(JSON.stringify(kept.writer.status()));
    await pause(10);
  }
  // The reader looks anew after this time.
  await pause(450);
}

/** Rotates the key as the command does; what is recorded of it is given. */
async function rotated(): Promise<KeyRotation> {
  const recorded: KeyRotation[] = [];
  const announcements: KeyAnnouncements = {
    all: () => Promise.resolve(recorded),
    async announce(rotation) {
      recorded.push(rotation);
      await fixture.recordRotation(rotation);
    },
  };
  await rotateLogKey({ dataDir, bucket: null, policyFile: undefined }, () => Promise.resolve(announcements));
  const [rotation] = recorded;
  if (!rotation) throw new Error("nothing was recorded");
  return rotation;
}

const get = async (path: string, more: RequestInit = {}) => app.request(publicUrl + path, more);
const bytesOf = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());

beforeAll(async () => {
  fixture = await feedFixture();
  dataDir = await mkdtemp(join(tmpdir(), "log 明账 "));
  kept = await open();
  app = fixture.another({ published: kept.published });
  await recordEventfulPlan(fixture, { reports: 250 });
  await proved();
}, 60_000);

afterAll(async () => {
  await kept.writer.stop();
  await fixture.dispose();
  await rm(dataDir, { recursive: true });
});

async function logFiles(): Promise<string[]> {
  const folder = join(dataDir, "log");
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)));
}

describe("the served log", () => {
  it("is proved whole by an auditor, from its addresses alone", async () => {
    const policy = parsePolicy(await bytesOf("/log/policy"));
    const files = {
      async read(path: string) {
        const answer = await get(`/log/${path}`);
        return answer.status === 404 ? undefined : new Uint8Array(await answer.arrayBuffer());
      },
    };
    const lines: string[] = [];
    const verdict = await auditLog({
      files,
      policy,
      entryForm: eventForm,
      paths: await logFiles(),
      onEntry: (entry) => lines.push(Buffer.from(entry).toString()),
    });
    expect(verdict.failed).toBeUndefined();
    const pages = await Promise.all([0, 1].map((page) => bytesOf(`/log/${page}.ndjson`)));
    expect(`${lines.join("\n")}\n`).toBe(Buffer.concat(pages).toString());
    expect(lines.join("\n")).not.toContain(secret);
  });

  it("equals the public events: pages, hashes and lines of the tables are those of the log", async () => {
    const pages = await Promise.all([0, 1].map((page) => bytesOf(`/log/${page}.ndjson`)));
    const hashes = Buffer.concat(pages)
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => createHash("sha256").update("\0").update(line).digest("hex"));
    const { asOf, knownAt } = await fixture.readModels.resolve({});
    const fromTables = await fixture.text(`/log/0.ndjson?asOf=${asOf}&knownAt=${knownAt}`);
    expect(fromTables).toBe(pages[0]?.toString());
    const feed = JSON.parse((await bytesOf("/feed/0.json")).toString()) as {
      items: { _tlog: { index: number; leaf_hash: string } }[];
    };
    for (const { _tlog } of feed.items) expect(_tlog.leaf_hash).toBe(hashes[_tlog.index]);
    expect(feed.items).toHaveLength(256);
  });

  it("gives each entry a proof that works without the log", async () => {
    const policy = parsePolicy(await bytesOf("/log/policy"));
    const size = kept.writer.status().publishedSize;
    for (const index of [0, 1, 255, 256, size - 1]) {
      const answer = await get(`/log/proof/${index}.tlog-proof`);
      expect(answer.headers.get("ETag")).toBe(`"${size}-${index}"`);
      const proof = new Uint8Array(await answer.arrayBuffer());
      const verdict = await verifyProof({ proof, policy, entryForm: eventForm });
      expect(verdict.failed, `${index}`).toBeUndefined();
    }
    expect((await get(`/log/proof/${size}.tlog-proof`)).status).toBe(404);
  });

  it("says in the feed what is proved, and in what two dates pin down nothing of it", async () => {
    const size = kept.writer.status().publishedSize;
    const tlog = async (path: string) =>
      (JSON.parse((await bytesOf(path)).toString()) as { items: { _tlog: Record<string, unknown> }[] }).items[0]?._tlog;
    expect(await tlog("/feed.json")).toMatchObject({
      size,
      proof_url: `${publicUrl}/log/proof/${size - 1}.tlog-proof`,
    });
    expect(await tlog("/feed/0.json")).not.toHaveProperty("size");
    const { asOf, knownAt } = await fixture.readModels.resolve({});
    expect(await tlog(`/feed.json?asOf=${asOf}&knownAt=${knownAt}`)).not.toHaveProperty("proof_url");
    expect((await bytesOf("/feed.atom")).toString()).toContain('rel="https://c2sp.org/tlog-proof"');
  });

  it("comes byte for byte from a file server that is pointed at its folder", async () => {
    const folder = join(dataDir, "log");
    const server: Server = createServer((request, response) => {
      createReadStream(join(folder, request.url ?? "")).pipe(response);
    }).listen(0, "127.0.0.1");
    try {
      await new Promise((resolve) => server.once("listening", resolve));
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const paths = await logFiles();
      expect(paths).toEqual(expect.arrayContaining(["checkpoint", "tile/0/000", "tile/entries/000", "0.ndjson"]));
      for (const path of paths) {
        const plain = Buffer.from(await (await fetch(base + path)).arrayBuffer());
        expect(plain.equals(await bytesOf(`/log/${path}`)), path).toBe(true);
      }
    } finally {
      server.close();
    }
  });
});

describe("the headers of the log", () => {
  const forEver = "public, max-age=31536000, immutable";
  it.each([
    ["checkpoint", "text/plain; charset=utf-8", "public, max-age=3, must-revalidate"],
    ["tile/0/000", "application/octet-stream", forEver],
    ["tile/entries/000", "application/octet-stream", forEver],
    ["tile/1/000.p/1", "application/octet-stream", forEver],
    ["proof/7.tlog-proof", "text/plain; charset=utf-8", "public, max-age=60"],
    ["policy", "text/plain; charset=utf-8", "public, max-age=3600"],
    ["keys", "text/plain; charset=utf-8", "public, max-age=3600"],
  ])("of %s are those of the table", async (path, type, caching) => {
    const answer = await get(`/log/${path}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": type,
      "cache-control": caching,
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      "repr-digest": `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`,
    });
    for (const name of ["ETag", "Link", "Last-Modified", "Repr-Digest"]) {
      expect(answer.headers.get("Access-Control-Expose-Headers")).toContain(name);
    }
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    const etag = answer.headers.get("ETag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await get(`/log/${path}`, { headers: { "If-None-Match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await get(`/log/${path}`, { method: "HEAD" });
    expect([head.status, head.headers.get("Content-Length"), await head.text()]).toEqual([200, `${bytes.length}`, ""]);
    const posted = await get(`/log/${path}`, { method: "POST" });
    expect([posted.status, posted.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(posted.headers.get("Cache-Control")).toBe("no-store");
  });

  it.each([
    "tile/bogus",
    "tile/",
    "tile",
    "tile/0/0",
    "tile/0/0000",
    "tile/0/x000/000",
    "tile/0/001000",
    "tile/00/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/03",
    "tile/0/000.p/",
    "tile/0/999",
    "tile/64/000",
    "tile/0/x999/x999/x999/x999/x999/999",
    "tile/0/x999/x999/x999/x999/x999/x999/999",
    "tile/-1/000",
    "..%2f..%2flog-keys/0001.key",
    "tile/entries/..%2f000",
    "tile/0/000%00",
    "tile//0/000",
    "proof/999999999999999999.tlog-proof",
    "proof/-1.tlog-proof",
    "proof/01.tlog-proof",
    "proof/x.tlog-proof",
    "checkpoint/",
    "Checkpoint",
    "key-history/9",
    "key-history",
    "0.ndjson.gz",
    "",
    "tile/0/000.P/5",
  ])("of /log/%s say that there is no such thing, and nothing is kept of it", async (path) => {
    const answer = await app.request(new Request(`${publicUrl}/log/${path}`, { redirect: "manual" }));
    const { status } = answer;
    if (status === 308) {
      expect(path).toMatch(/\/$|^$/);
      return;
    }
    expect(status).toBe(404);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Content-Encoding")).toBeNull();
    expect(await answer.json()).toMatchObject({ status: 404 });
  });
});

describe("a log that goes on", () => {
  it("streams each checkpoint as a whole note, beside the entries", async () => {
    const stop = new AbortController();
    const answer = await get("/stream", { signal: stop.signal });
    const reader = answer.body!.getReader();
    let heard = "";
    const until = async (words: string) => {
      while (!heard.includes(words)) heard += Buffer.from((await reader.read()).value ?? []).toString();
    };
    await until("event: checkpoint");
    const day = baiyuPlan("third-plan");
    await fixture.record({ name: "AdoptPlan", ...day }, { plan: "third-plan" });
    await proved();
    await until(`data: ${kept.writer.status().publishedSize}\n`);
    await reader.cancel();
    const notes = heard
      .split("\n\n")
      .filter((event) => event.startsWith("event: checkpoint"))
      .map((event) =>
        event
          .split("\n")
          .slice(1)
          .map((line) => line.slice("data: ".length))
          .join("\n"),
      );
    expect(notes.at(-1)).toBe((await bytesOf("/log/checkpoint")).toString());
  });

  it("takes up a further key that signs beside the old one, and states it under both", async () => {
    const before = parsePolicy(await bytesOf("/log/policy"));
    const { vkey, number } = await rotated();
    expect(number).toBe(2);
    await proved();
    const index = (await fixture.store.head()).position - 1n;
    const { event } = (await fixture.readModels.entry(index, await fixture.readModels.resolve({}))) ?? {};
    expect(event?.data).toMatchObject({ vkey, number });
    const proofOfKey = new Uint8Array(await bytesOf(`/log/proof/${index}.tlog-proof`));
    const after = parsePolicy(await bytesOf("/log/policy"));
    expect([before.logs.length, after.logs.length]).toEqual([1, 2]);
    const signatures = (bytes: Buffer) =>
      bytes
        .toString()
        .split("\n")
        .filter((line) => line.startsWith("\u2014 "));
    expect(signatures(await bytesOf("/log/checkpoint"))).toHaveLength(2);
    expect(signatures(await bytesOf("/log/keys"))).toHaveLength(2);
    expect((await bytesOf("/log/key-history/2")).equals(await bytesOf("/log/keys"))).toBe(true);
    expect(signatures(await bytesOf("/log/key-history/1"))).toHaveLength(1);
    for (const policy of [before, after]) {
      for (const proof of [new Uint8Array(await bytesOf("/log/proof/3.tlog-proof")), proofOfKey]) {
        expect((await verifyProof({ proof, policy, entryForm: eventForm })).failed).toBeUndefined();
      }
    }
  });

  it("begins again where it stood, and refuses another address", async () => {
    await kept.writer.stop();
    const size = kept.writer.status().publishedSize;
    const otherwise = openPublicLog({
      dataDir,
      bucket: null,
      policyFile: undefined,
      readModels: fixture.readModels,
      head: () => fixture.store.head(),
      publicUrl: "https://another.example.org",
      localUrl: "http://127.0.0.1:1",
      log,
      timing,
    });
    await expect(otherwise).rejects.toThrow("origin-changed");
    kept = await open();
    await proved();
    expect(kept.writer.status()).toMatchObject({ state: "growing", size, publishedSize: size, cause: null });
    expect(logged).toEqual([]);
  });

  it("says that it has stopped, and what helps, where not even its checkpoint can be read", async () => {
    await kept.writer.stop();
    const { publishedSize } = await kept.standing();
    const file = join(dataDir, "log", "checkpoint");
    const note = await readFile(file);
    await writeFile(file, note.subarray(0, 20));
    kept = await open();
    try {
      await expect.poll(() => kept.writer.status().state).toBe("refused");
      const standing = await kept.standing();
      expect(standing).toMatchObject({ state: "refused", publishedSize: 0, heldBack: { code: "log-differs" } });
      expect(standing.waitingEntries).toBe(publishedSize);
      expect(standing.waitingSince).toMatch(/Z$/);
      expect(kept.health()).toMatchObject({ cause: "log-differs" });
    } finally {
      await kept.writer.stop();
      await writeFile(file, note);
    }
  });
});
