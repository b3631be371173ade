import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { verifyLog } from "@mingzhang/public-rules/cli";
import { openSource } from "@mingzhang/transparency-log/cli";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryStorage } from "../log/testing/memory-storage.ts";
import { publicLog } from "../log/read/public-log.ts";
import { archiveRoute } from "./archive-route.ts";
import { logArchive } from "./log-archive.ts";
import { pinned, servedLog } from "./testing/served-log.ts";
import { verifierProgram } from "./verifier-program.ts";
import { type ArchiveFile, zipStream } from "./zip-stream.ts";

let folder = "";
const members = new Map<string, Uint8Array>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang 归档 "));
  for await (const { name, bytes } of (await archiveOf(servedLog())).files) members.set(name, bytes);
  await writeFolder(members);
  await writeFile(join(folder, "pinned"), pinned);
});
afterAll(() => rm(folder, { recursive: true }));

async function archiveOf(log: ReadonlyMap<string, Uint8Array>) {
  const files = { read: (path: string) => Promise.resolve(log.get(path)) };
  return logArchive({ files, verifier: await verifierProgram() });
}

async function writeFolder(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

async function* each(files: ReadonlyMap<string, Uint8Array>): AsyncGenerator<ArchiveFile> {
  for (const [name, bytes] of files) yield { name, bytes };
}

async function zipOf(files: AsyncIterable<ArchiveFile>, name = "log.zip"): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of zipStream(files)) parts.push(part);
  await writeFile(join(folder, name), Buffer.concat(parts));
  return join(folder, name);
}

async function verify(...args: string[]): Promise<{ code: number; said: string }> {
  let said = "";
  const say = (text: string): unknown => (said += text);
  const world = { out: say, err: say, environment: { LANG: "zh_CN.UTF-8" }, nowSeconds: () => 0 };
  return {
    code: await verifyLog(args, { ...world, out: (text) => void say(text), err: (text) => void say(text) }),
    said,
  };
}

async function expectWhole(zip: string): Promise<void> {
  const source = await openSource(zip);
  try {
    for (const [name, bytes] of members) {
      const read = await source.files.read(name.slice(top.length + 1), 33_554_432);
      expect(Buffer.from(read ?? []).equals(bytes), name).toBe(true);
    }
  } finally {
    await source.close();
  }
}

const top = "mingzhang-log-300";
const inside = (path: string): string => join(folder, top, path);

describe("an archive", () => {
  it("holds everything in one folder, and verifies as a folder and as a zip", async () => {
    expect([...members.keys()].map((name) => name.slice(top.length + 1)).toSorted()).toEqual([
      "README.en.txt",
      "README.zh.txt",
      "SHA256SUMS",
      "checkpoint",
      "keys",
      "ndjson/0.ndjson",
      "ndjson/1.ndjson",
      "policy",
      "tile/0/000",
      "tile/0/001.p/44",
      "tile/1/000.p/1",
      "tile/entries/000",
      "tile/entries/001.p/44",
      "verify.mjs",
    ]);
    const zip = await zipOf(each(members));
    for (const source of [join(folder, top), zip]) {
      const { code, said } = await verify(source, "--policy", join(folder, "pinned"));
      expect(code, said).toBe(0);
      expect(said).toContain("专户余额 500.00 元");
      expect(said).not.toContain("首次即信");
    }
  });

  it("is a zip that says the same bytes for the same log", async () => {
    const [one, other] = [await zipOf(each(members), "a.zip"), await zipOf(each(members), "b.zip")];
    expect((await readFile(one)).equals(await readFile(other))).toBe(true);
    await expectWhole(one);
  });

  it("verifies on a machine with nothing but Node: no packages, no network", async () => {
    const refused = "data:text/javascript,import net from 'node:net';net.Socket.prototype.connect=()=>process.exit(99)";
    const run = promisify(execFile)(process.execPath, ["--import", refused, "verify.mjs", ".", "--lang", "en"], {
      cwd: join(folder, top),
      env: { PATH: "" },
    });
    const { stdout } = await run;
    expect(stdout).toContain("Conclusion: all passed.");
    expect(stdout).toContain("trust on first use");
  });

  it("is found out where the rules do not hold, though every signature does", async () => {
    const wrong = new Map<string, Uint8Array>();
    for await (const { name, bytes } of (await archiveOf(servedLog({ released: "500.01" }))).files)
      wrong.set(name, bytes);
    const { code, said } = await verify(await zipOf(each(wrong), "wrong.zip"));
    expect(code).toBe(1);
    expect(said).toContain("✗ 任何一天、任何项目的下达都不超过当时的累计安排");
    expect(said).toContain("a 500.01 > 500.00");
  });
});

describe("an archive of which one byte was flipped", () => {
  const paths = ["README.zh.txt", "README.en.txt", "verify.mjs", "policy", "keys", "SHA256SUMS", "checkpoint"];
  const log = ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"];

  it.each([...paths, ...log, "ndjson/0.ndjson", "ndjson/1.ndjson"])("is refused, whichever it is: %s", async (path) => {
    const original = members.get(`${top}/${path}`)!;
    const step = Math.ceil(original.length / 7);
    for (let at = 0; at < original.length; at += step) {
      const flipped = Uint8Array.from(original);
      flipped[at]! ^= 1 << (at % 8);
      await writeFile(inside(path), flipped);
      const { code, said } = await verify(join(folder, top), "--policy", join(folder, "pinned"));
      expect(code, `${path} ${at}`).toBe(1);
      expect(said, `${path} ${at}`).toContain("✗");
      if (path !== "checkpoint") expect(said, `${path} ${at}`).toContain(path);
    }
    await writeFile(inside(path), original);
    const flipped = Uint8Array.from(original);
    flipped[original.length >> 1]! ^= 1;
    const zip = await zipOf(each(new Map([...members, [`${top}/${path}`, flipped]])), "flipped.zip");
    expect((await verify(zip, "--policy", join(folder, "pinned"))).code).toBe(1);
  });

  it("is refused where the zip itself was damaged, unless every file in it is still what it was", async () => {
    const zip = await readFile(await zipOf(each(members), "whole.zip"));
    let refused = 0;
    for (let at = 0; at < zip.length; at += Math.ceil(zip.length / 120)) {
      const damaged = Buffer.from(zip);
      damaged[at]! ^= 4;
      await writeFile(join(folder, "damaged.zip"), damaged);
      const { code } = await verify(join(folder, "damaged.zip"), "--policy", join(folder, "pinned"));
      if (code === 0) await expectWhole(join(folder, "damaged.zip"));
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(80);
  });

  it.each(log)("misses %s where it is not there", async (path) => {
    await rm(inside(path));
    expect((await verify(join(folder, top), "--policy", join(folder, "pinned"))).code).toBe(1);
    await writeFile(inside(path), members.get(`${top}/${path}`)!);
  });
});

describe("the address of the archive", () => {
  const appOf = (files: ReadonlyMap<string, Uint8Array>): Hono => {
    const app = new Hono();
    const published = publicLog(memoryStorage(new Map(files)));
    archiveRoute(app, { published, log: { error: () => undefined } });
    return app;
  };

  it("streams the same archive, and answers 304 to who has it", async () => {
    const app = appOf(servedLog());
    const answer = await app.request("/log/archive.zip");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.equals(await readFile(await zipOf(each(members), "same.zip")))).toBe(true);
    const headers = { "If-None-Match": answer.headers.get("etag")! };
    expect((await app.request("/log/archive.zip", { headers })).status).toBe(304);
  });

  it("is 404 before there is a log, and never runs more than a few at once", async () => {
    expect((await appOf(new Map()).request("/log/archive.zip")).status).toBe(404);
    const app = appOf(servedLog());
    const answers = await Promise.all(Array.from({ length: 5 }, () => app.request("/log/archive.zip")));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 503]);
    await answers.find(({ status }) => status === 200)!.body!.cancel();
    expect((await app.request("/log/archive.zip")).status).toBe(200);
    for (const { body } of answers) if (body && !body.locked) await body.cancel();
  });
});
