import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatPolicy } from "../policy/policy-text.ts";
import { eventEntry, MemoryLog, policyOf, signedAt } from "../testing/small-log.ts";
import { zipOf } from "../testing/zip.ts";
import { runCli } from "./run-cli.ts";

const log = new MemoryLog();
const folder = mkdtempSync(join(tmpdir(), "mingzhang-log-"));
const at = (name: string): string => join(folder, name);
let server: Server;
let address = "";

beforeAll(async () => {
  log.append(Array.from({ length: 3 }, (_, index) => eventEntry(index)));
  writeFileSync(at("kept"), log.publish());
  log.append(Array.from({ length: 297 }, (_, index) => eventEntry(index + 3)));
  log.publish();
  await log.publishProof(299);
  writeFileSync(at("policy"), formatPolicy(policyOf(3)));
  for (const [path, bytes] of log.files) {
    mkdirSync(dirname(at(`log/${path}`)), { recursive: true });
    writeFileSync(at(`log/${path}`), bytes);
  }
  writeFileSync(at("log.zip"), zipOf(log.files));
  const below = new Map([...log.files].map(([path, bytes]) => [`mirror/${path}`, bytes]));
  writeFileSync(at("below.zip"), zipOf(below, { packed: false, large: true }));
  server = createServer((request, response) => {
    const url = request.url ?? "";
    if (url.startsWith("/broken/")) return void response.writeHead(503).end();
    const bytes = url.startsWith("/endless/") ? Buffer.alloc(300_000_000) : log.files.get(url.replace(/^\/log\//, ""));
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const code = await runCli(args, {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    environment: {},
    nowSeconds: () => signedAt + 60,
  });
  return { code, ...written };
}

const pinned = (): string[] => ["--policy", at("policy")];
const sources: [string, () => string][] = [
  ["an address", () => `${address}/log`],
  ["a folder", () => at("log")],
  ["a zip archive", () => at("log.zip")],
  ["a folder in a zip archive with 64-bit fields", () => at("below.zip")],
];

describe.each(sources)("a log at %s", (_, source) => {
  it("passes the audit, with a kept checkpoint and by the clock", async () => {
    const { code, out, err } = await run("audit", source(), ...pinned(), "--kept", at("kept"), "--max-age", "24");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("✓ 核对每条记录的原文与其哈希一致 [通过]");
    expect(out).toContain("全部通过。");
  });

  it("gives an entry and a proof that verifies without it", async () => {
    expect((await run("verify", source(), "7", ...pinned(), "--lang", "en")).out).toContain("All passed.");
    expect((await run("proof", source(), "257", ...pinned(), "--out", at("257.tlog-proof"))).code).toBe(0);
    const offline = await run("verify", "--proof", at("257.tlog-proof"), ...pinned(), "--json");
    expect(offline.code).toBe(0);
    expect(JSON.parse(offline.out)).toMatchObject({ passed: true });
  });

  it("does not have the entry after its last", async () => {
    const { code, out } = await run("verify", source(), "300", ...pinned(), "--lang", "en");
    expect(code).toBe(1);
    expect(out).toContain("the index lies beyond the log's entries (index-outside-tree)");
  });
});

describe("what was altered", () => {
  it("is named in both languages, in a folder and in an archive", async () => {
    const files = new Map(log.files);
    const tile = files.get("tile/entries/000")!.slice();
    tile[40]! ^= 1;
    files.set("tile/entries/000", tile);
    writeFileSync(at("altered.zip"), zipOf(files));
    const zh = await run("audit", at("altered.zip"), ...pinned());
    expect([zh.code, zh.out.includes("✗ 核对每条记录的原文与其哈希一致 [未通过]")]).toEqual([1, true]);
    expect(zh.out).toContain("tile/entries/000 (0)");
    const en = await run("audit", at("altered.zip"), ...pinned(), "--lang", "en");
    expect(en.out).toContain("an entry does not agree with its hash: it was altered (bundle-differs)");
    expect(en.out).toContain("NOT PROVED.");
  });

  it("is found as damage where the archive itself was hit", async () => {
    const archive = zipOf(log.files);
    archive.fill(0xff, 40, 60);
    writeFileSync(at("damaged.zip"), archive);
    const { code, out } = await run("audit", at("damaged.zip"), ...pinned(), "--lang", "en");
    expect([code, out.includes("NOT PROVED.")]).toEqual([1, true]);
  });

  it("cannot fill the memory of the reader", async () => {
    const bomb = new Map(log.files).set("checkpoint", new Uint8Array(5_000_000));
    writeFileSync(at("bomb.zip"), zipOf(bomb));
    for (const source of [at("bomb.zip"), `${address}/endless`]) {
      const { code, out } = await run("audit", source, ...pinned());
      expect([code, out.includes("file-too-large")]).toEqual([1, true]);
    }
  });

  it("does not steer the terminal of the reader", async () => {
    const { err } = await run("audit", at("\u001b[2Jno such"), ...pinned());
    expect(err).not.toContain("\u001b");
  });
});

describe("a call that cannot be answered", () => {
  it.each([
    ["no such command", ["mend", "x"], "there is no such command"],
    ["an unknown option", ["audit", "x", "--trust"], "the arguments are wrong"],
    ["no policy", ["audit", "x"], "--policy is needed"],
    ["no source", ["audit"], "the arguments are wrong"],
    ["an index that is none", ["verify", "x", "1.5", "--policy", "p"], "the index must be a whole number"],
    ["hours that are none", ["audit", "x", "--policy", "p", "--max-age", "soon"], "must be a number of hours"],
    ["a form that is none", ["audit", "x", "--policy", "p", "--form", "xml"], "either event or any"],
    ["a policy that is not there", ["audit", "x", "--policy", "nowhere"], "the file cannot be read"],
  ])("ends with 2 for %s", async (_, args, words) => {
    const { code, err, out } = await run(...args, "--lang", "en");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(err).toContain("Exit codes:");
  });

  it("ends with 2 for a policy that it does not understand, and names the line", async () => {
    writeFileSync(at("wrong-policy"), "quorum none\nlog x\n");
    const { code, err } = await run("audit", at("log"), "--policy", at("wrong-policy"));
    expect([code, err.includes("line 2")]).toEqual([2, true]);
  });

  it("ends with 3 where the source cannot be read", async () => {
    mkdirSync(at("empty"), { recursive: true });
    writeFileSync(at("no.zip"), "PK no");
    for (const source of [`${address}/broken`, "http://127.0.0.1:1/", at("nowhere"), at("empty"), at("no.zip")]) {
      const { code, out, err } = await run("audit", source, ...pinned());
      expect([source, code, out]).toEqual([source, 3, ""]);
      expect(err).toMatch(/\p{Script=Han}/u);
    }
  });

  it("explains itself", async () => {
    expect((await run("--help")).out).toContain("核验一份公开透明日志");
    expect((await run("help", "--lang", "en")).out).toContain("Verify a public transparency log");
  });
});
