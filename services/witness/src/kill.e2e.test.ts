import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatAddCheckpoint, formatVkey, openCheckpoint, originHash, parseVkey } from "@mingzhang/transparency-log";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { growingLog } from "./testing/growing-log.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const log = growingLog("log.example/log");
const vkey = formatVkey(log.key);
let folder = "";
const children = new Set<ChildProcess>();

beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "mingzhang-witness-"))));
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  await rm(folder, { recursive: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly said: () => string;
}

async function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", main, "--port", "0", "--data", folder, ...args]);
  children.add(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

async function start(...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, ["--import", "tsx", main, "--port", "0", "--data", folder, ...args]);
  children.add(child);
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /running: (http:\S+)/.exec(said)?.[1];
      if (found !== undefined && said.endsWith("\n\n")) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", () => reject(new Error(said)));
  });
  return { child, url, said: () => said };
}

async function submit(url: string, old: number, size: number): Promise<Response> {
  const proof = await log.proof(old, size);
  const body = new Uint8Array(formatAddCheckpoint({ oldSize: old, proof, checkpoint: log.checkpoint(size) }));
  return fetch(`${url}/add-checkpoint`, { method: "POST", body });
}

async function shown(url: string): Promise<number> {
  const answer = await fetch(`${url}/${originHash(log.origin)}/checkpoint`);
  return answer.status === 404 ? 0 : openCheckpoint(new Uint8Array(await answer.arrayBuffer())).checkpoint.size;
}

describe("a witness that is killed", () => {
  it("knows everything that it has ever answered with, and goes on from there", async () => {
    let answered = 0;
    let asked = 0;
    let key = "";
    for (let life = 0; life < 5; life += 1) {
      const { child, url, said } = await start(...(life === 0 ? ["--log", vkey] : []));
      const ours = /^ {2}(\S+\+[0-9a-f]{8}\+\S+)$/m.exec(said())?.[1] ?? "";
      expect(key === "" || key === ours).toBe(true);
      key = ours;
      const size = await shown(url);
      expect(size).toBeGreaterThanOrEqual(answered);
      expect(size).toBeLessThanOrEqual(asked);
      answered = size;
      const dying = once(child, "close");
      setTimeout(() => child.kill("SIGKILL"), 40 + life * 35);
      for (asked = answered + 1; asked < 600; asked += 1) {
        const status = await submit(url, answered, asked).then(
          (answer) => answer.status,
          () => 0,
        );
        if (status === 0) break;
        expect(status).toBe(200);
        answered = asked;
      }
      await dying;
    }
    expect(answered).toBeGreaterThan(5);
    const left = await readdir(join(folder, "signed", originHash(log.origin)));
    expect(left.filter((name) => name.endsWith(".checkpoint")).length).toBeGreaterThan(0);
  });
});

describe("a witness that is started", () => {
  it("makes a key once, keeps its logs, and stops on a signal", async () => {
    const first = await start("--log", vkey, "--name", "county.example");
    expect(first.said()).toContain("已生成新密钥");
    expect(parseVkey(/^ {2}(county\S+)$/m.exec(first.said())![1]!)).toMatchObject({ name: "county.example", type: 4 });
    expect((await submit(first.url, 0, 9)).status).toBe(200);
    first.child.kill("SIGTERM");
    expect(await once(first.child, "close")).toEqual([0, null]);
    const second = await start();
    expect(second.said()).not.toContain("已生成新密钥");
    expect((await submit(second.url, 9, 10)).status).toBe(200);
    expect(second.said()).not.toContain("初次取自网址");
  });

  it("believes an address once, says so, and refuses the key that it shows later", async () => {
    const since = "2026-01-01T00:00:00.000Z";
    const old = formatVkey(growingLog(log.origin, { seed: 3 }).key);
    const statement = [
      "mingzhang-log-keys/v1",
      log.origin,
      "tree 0 x",
      `1 ${old} ${since} ${since}`,
      `2 ${vkey} ${since} -`,
    ];
    let served = `${statement.join("\n")}\n\n— ${log.origin} AAAA\n`;
    const site = createServer((request, answer) =>
      answer.writeHead(request.url === "/log/keys" ? 200 : 404).end(served),
    );
    site.listen(0, "127.0.0.1");
    await once(site, "listening");
    const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    try {
      const first = await start("--log", address);
      expect(first.said()).toMatch(/trust on first use/);
      expect((await submit(first.url, 0, 5)).status).toBe(200);
      expect(first.said()).toMatch(/指纹 ｜ fingerprint {2}([0-9a-f]{4} ){15}[0-9a-f]{4}/);
      first.child.kill("SIGTERM");
      await once(first.child, "close");
      const stolen = formatVkey(growingLog(log.origin, { seed: 2 }).key);
      served = `${stolen}\n`;
      const { code, said } = await run("--log", address);
      expect(code).toBe(2);
      expect(said).toContain("is not believed");
      const rotated = await start("--log", stolen);
      expect((await submit(rotated.url, 5, 9)).status).toBe(200);
    } finally {
      site.close();
    }
  });

  it("does not start where it has forgotten what it signed", async () => {
    const first = await start("--log", vkey);
    first.child.kill("SIGTERM");
    await once(first.child, "close");
    await rm(join(folder, "signed"), { recursive: true });
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining("has forgotten what it signed") });
  });

  it.each([
    [["--port", "70000"], "--port 70000"],
    [["--log", "nonsense"], "neither a verifier key nor an address"],
    [["--log", "http://127.0.0.1:9/"], "cannot read http://127.0.0.1:9/log/keys"],
    [["--name", "two words"], "no spaces"],
    [["--lgo", vkey], "wrong"],
    [["--log", vkey.replace("log.example", "log.exampel")], "key-id"],
  ])("says what is wrong with %j", async (args, words) => {
    const { code, said } = await run(...args);
    expect([code, said]).toEqual([2, expect.stringContaining(words)]);
    expect(said).not.toMatch(/^\s+at /m);
  });
});
