import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceFaultCodes, evidenceFolder, mostEvidenceBytes } from "@mingzhang/evidence";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidenceApp } from "./evidence-app.ts";
import { evidenceProblem } from "./evidence-problem.ts";

const token = "a-token-for-tests-only";
/** One that is as small as a picture of 32 by 32 pixels can be. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAMAAABEpIrGAAAAA1BMVEUAiABUIC+ZAAAACXBIWXMA" +
    "AAPoAAAD6AG1e1JrAAAAE0lEQVQ4jWNgGAWjYBSMAgasAAAEIAABMVaGxQAAAABJRU5ErkJggg==",
  "base64",
);
let folder = "";
let app: ReturnType<typeof evidenceApp>;
const logged: unknown[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang uploads "));
  app = evidenceApp({
    files: evidenceFolder(folder),
    writeToken: token,
    log: { error: (...said: unknown[]) => logged.push(said) },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const staff = { authorization: `Bearer ${token}` };

async function post(body: Uint8Array<ArrayBuffer> | ReadableStream, headers: Record<string, string> = {}) {
  const stream = body instanceof ReadableStream ? { duplex: "half" } : {};
  return app.request("/api/evidence", { method: "POST", headers: { ...staff, ...headers }, body, ...stream });
}

describe("an upload", () => {
  it("is answered with the facts of what may be published, each time alike", async () => {
    const first = await post(new Uint8Array(png), { "content-type": "image/png" });
    const facts = await first.json();
    expect([first.status, first.headers.get("cache-control")]).toEqual([201, "no-store"]);
    expect(facts).toMatchObject({ mediaType: "image/png", width: 32, height: 32 });
    expect(Object.keys(facts)).toEqual(["sha256", "mediaType", "bytes", "width", "height", "original"]);
    expect(await (await post(new Uint8Array(png))).json()).toEqual(facts);
  });

  it("needs the token, and nothing is read without it", async () => {
    for (const authorization of ["", "Bearer wrong", `Basic ${token}`]) {
      const before = await readdir(folder, { recursive: true });
      const answer = await post(new Uint8Array(png), { authorization });
      expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(await readdir(folder, { recursive: true })).toEqual(before);
    }
  });

  it.each([
    ["image/jpeg", png, 415, "media-type-differs", "mediaType", "image/jpeg"],
    ["text/html", Buffer.from("<!doctype html>"), 415, "not-a-supported-file", "file", "text/html"],
    ["image/png", png.subarray(0, 60), 422, "damaged-file", "file", "image/png"],
    ["image/png", Buffer.alloc(0), 400, "empty-file", "file", "0"],
    ["image/png", Buffer.alloc(mostEvidenceBytes + 1), 413, "file-too-large", "file", ""],
  ])(
    "called %s that cannot be kept is a problem with field, value and remedy",
    async (type, body, status, code, field, value) => {
      const answer = await post(new Uint8Array(body), { "content-type": type, "accept-language": "en" });
      const document = await answer.json();
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        status,
        "application/problem+json; charset=utf-8",
      ]);
      expect(document).toMatchObject({ type: `urn:mingzhang:problem:${code}`, status, field, value });
      expect(document.remedy).toMatch(/^[A-Z].*\.$/);
    },
  );

  it("that does not say how long it is is not read further than it may be", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 1000) controller.close();
        else controller.enqueue(new Uint8Array(256 * 1024));
      },
    });
    expect((await post(body)).status).toBe(413);
    expect(sent).toBeLessThan(100);
  });

  it("by another method is told which one is meant", async () => {
    const answer = await app.request("/api/evidence", { headers: { "accept-language": "zh-CN" } });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await answer.json()).title).toBe("此地址只接受上传");
  });

  it("that would fill the disk is refused, and whoever runs the server is told", async () => {
    const said: string[] = [];
    const files = evidenceFolder(folder, { leastRoom: 2n ** 62n });
    const log = { error: (_: unknown, text?: unknown) => said.push(String(text)) };
    const full = evidenceApp({ files, writeToken: token, log });
    const body = Uint8Array.from([...png, 0]);
    const answer = await full.request("/api/evidence", { method: "POST", headers: staff, body });
    expect([answer.status, said]).toEqual([507, ["the disk is too full for uploads"]]);
    expect(await answer.json()).toMatchObject({ field: "file", value: expect.stringMatching(/^\d+$/) });
  });

  it("that the disk does not take is logged, and nothing of why is told", async () => {
    const keep = () => Promise.reject(new Error("ENOSPC: disk-of-ours"));
    const files = { ...evidenceFolder(folder), keep };
    const full = evidenceApp({ files, writeToken: token, log: { error: (...said: unknown[]) => logged.push(said) } });
    const answer = await full.request("/api/evidence", { method: "POST", headers: staff, body: new Uint8Array(png) });
    expect([answer.status, (await answer.text()).includes("disk-of-ours"), logged.length]).toEqual([500, false, 1]);
  });
});

it.each(evidenceFaultCodes)("%s is told in both languages", async (fault) => {
  for (const lang of ["zh", "en"] as const) {
    const { title, remedy } = await evidenceProblem({ fault, field: "file", value: "", limit: null }, lang).json();
    expect(/\p{Script=Han}/u.test(title + remedy)).toBe(lang === "zh");
  }
});
