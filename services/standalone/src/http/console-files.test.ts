import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { OperatorError } from "@mingzhang/runtime";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consoleFiles } from "./console-files.ts";

const script = "console.log('明账');\n".repeat(200);
let folder = "";
let app: Hono;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang console "));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>明账</title>");
  await writeFile(join(folder, "assets", "index-AbC123.js"), script);
  app = await consoleFiles(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe("the console's files", () => {
  it("gives the page for every address that the console knows by itself", async () => {
    for (const path of ["/console/", "/console/plans/wuhou-baiyu-2016-2020", "/console/x.y", "/console/%E0%A4%A"]) {
      const answer = await ask(path);
      expect([path, answer.status, answer.headers.get("Content-Type")]).toEqual([
        path,
        200,
        "text/html; charset=utf-8",
      ]);
      expect(await answer.text()).toContain("明账");
      expect(answer.headers.get("Cache-Control")).toBe("no-cache");
      expect(answer.headers.get("Content-Security-Policy")).toContain("script-src 'self';");
    }
    expect((await ask("/console")).headers.get("Location")).toBe("/console/");
  });

  it("gives scripts for ever, compressed, and not again to who has them", async () => {
    const path = "/console/assets/index-AbC123.js";
    const answer = await ask(path, { "Accept-Encoding": "br" });
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script);
    const etag = answer.headers.get("ETag") ?? "";
    expect((await ask(path, { "Accept-Encoding": "br", "If-None-Match": etag })).status).toBe(304);
    expect((await ask(path, { "If-None-Match": etag })).status).toBe(200);
    expect(await (await ask(path)).text()).toBe(script);
  });

  it("does not give the page for a script of another build, nor any file outside", async () => {
    expect((await ask("/console/assets/index-Old.js")).status).toBe(404);
    expect(await (await ask("/console/..%2f..%2fetc/passwd")).text()).toContain("<title>明账");
  });

  it("says what to do where the console was never built", async () => {
    await expect(consoleFiles(join(folder, "none"))).rejects.toThrow(OperatorError);
    await expect(consoleFiles(join(folder, "none"))).rejects.toThrow("npm start");
  });
});
