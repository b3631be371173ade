import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { eventForm, parseNote, parsePolicy, verifyProof } from "@mingzhang/transparency-log";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const verifier = fileURLToPath(new URL("../../../packages/public-rules/src/cli/main.ts", import.meta.url));

let dataDir = "";
let product: Product;

beforeAll(async () => {
  dataDir = await newDataDir();
  product = await startProduct("start", dataDir);
});
afterAll(async () => {
  await product?.end();
  await removeDataDir(dataDir);
});

const text = async (path: string): Promise<string> => (await fetch(product.url + path)).text();
const bytes = async (path: string) => new Uint8Array(await (await fetch(product.url + path)).arrayBuffer());
const rotate = () => runVerb(["log", "rotate-key"], { DATA_DIR: dataDir });

interface Leaf {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly data: { readonly fact: { readonly number: number; readonly vkey: string; readonly previousVkey: string } };
}

/** Entries of the log that announce keys, as everybody reads them. */
async function announced(): Promise<readonly Leaf[]> {
  const lines = (await text("/log/0.ndjson")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Leaf).filter(({ type }) => type === "mingzhang.LogKeyRotated.v1");
}

/** Ids of the log's own keys that signed what is shown, newest first. */
async function signers(): Promise<readonly string[]> {
  const { signatures } = parseNote(await bytes("/log/checkpoint"));
  return signatures.map(({ id }) => Buffer.from(id).toString("hex"));
}

async function signedBy(count: number): Promise<void> {
  for (const until = performance.now() + 30_000; (await signers()).length !== count; await pause(200)) {
    if (performance.now() > until) throw new Error(`${(await signers()).length} keys sign, and not ${count}`);
  }
}

const idOf = (vkey: string) => vkey.split("+")[1];

async function verified(source: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", verifier, "verify", source, "--lang", "en"]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

describe("the key of the public log, rotated while the product runs", () => {
  it("is an entry of the log before it signs, provable by whoever trusts the key before it", async () => {
    const pinned = parsePolicy(await bytes("/log/policy"));
    const [first] = await signers();
    const { code, out } = await rotate();
    expect([code, out]).toEqual([0, expect.stringContaining("is recorded in the log")]);
    await signedBy(2);
    const [entry, ...more] = await announced();
    expect([entry?.subject, more]).toEqual(["/installation", []]);
    const { number, vkey, previousVkey } = entry!.data.fact;
    expect([number, idOf(previousVkey)]).toEqual([2, first]);
    expect(await signers()).toEqual([idOf(vkey), first]);
    const proof = await bytes(`/log/proof/${Number(entry?.sequence)}.tlog-proof`);
    const verdict = await verifyProof({ proof, policy: pinned, entryForm: eventForm });
    expect([verdict.passed, verdict.failed]).toEqual([true, undefined]);
    expect(await text("/log/keys")).toContain(vkey);
    expect(parsePolicy(await bytes("/log/policy")).logs).toHaveLength(2);
  });

  it("is told in words on its page, in every feed and where keys are listed, and in no export of a plan", async () => {
    const [entry] = await announced();
    const index = Number(entry?.sequence);
    const key = idOf(entry!.data.fact.vkey) ?? "";
    expect(await text(`/entries/${index}`)).toContain(`公开日志启用第2把签名密钥（编号${key}）`);
    expect(await text(`/entries/${index}?lang=en`)).toContain(`gets its signing key no. 2 (${key})`);
    expect(await text(`/entries/${index}/proof.html`)).toContain(key);
    expect(await text("/about")).toContain(`/entries/${index}`);
    for (const feed of ["/feed.json", "/feed.atom", "/feed/0.json", "/feed/0.atom", "/feed.json?kind=LogKeyRotated"]) {
      expect(await text(feed), feed).toContain(`公开日志启用第2把签名密钥（编号${key}）`);
    }
    expect(await text("/feed.atom?lang=en")).toContain(`gets its signing key no. 2 (${key})`);
    expect(await text("/log/0.cloudevents.json")).toContain(entry?.id);
    const slug = "wuhou-baiyu-2016-2020";
    const ofPlans = ["/iati/activities.xml", "/oc4ids/projects.json", `/feed.json?plan=${slug}`].concat(
      ["transfers", "changes", "projects"].map((table) => `/data/${slug}/${table}.csv`),
    );
    for (const path of ofPlans) expect((await text(path)).includes(entry?.id ?? key), path).toBe(false);
  });

  it("comes to whoever follows the stream", async () => {
    const [entry] = await announced();
    const before = String(Number(entry?.sequence) - 1);
    const answer = await fetch(`${product.url}/stream?kind=LogKeyRotated`, { headers: { "Last-Event-ID": before } });
    const reader = answer.body!.getReader();
    let heard = "";
    while (!heard.includes(entry?.id ?? "")) heard += Buffer.from((await reader.read()).value ?? []).toString();
    await reader.cancel();
    expect(heard).toContain(`id: ${Number(entry?.sequence)}`);
  });

  it("passes the verification of the whole log, from its address and from its archive", async () => {
    const folder = await mkdtemp(join(tmpdir(), "archive 明账 "));
    try {
      const zip = join(folder, "log.zip");
      await writeFile(zip, await bytes("/log/archive.zip"));
      for (const source of [product.url, zip]) {
        const { code, said } = await verified(source);
        expect(code, said).toBe(0);
        expect(said).toContain("✓ Every key but the first one has an entry in the log before it signs a checkpoint");
        expect(said).not.toContain("LogKeyRotated");
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the key, rotated while nothing runs", () => {
  it("waits for the next start, however often the command is given, and a backup holds it", async () => {
    await product.end();
    expect((await rotate()).out).toContain("key 3 of");
    const again = await rotate();
    expect([again.code, again.out]).toEqual([0, expect.stringContaining("no other one was made")]);
    expect((await readdir(join(dataDir, "log-keys"))).toSorted()).toEqual(["0001.key", "0002.key", "0003.prepared"]);
    const other = await newDataDir();
    try {
      const file = join(other, "backup.zip");
      expect(await runVerb(["backup", file], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
      expect(await runVerb(["restore", file], { DATA_DIR: join(other, "restored") })).toMatchObject({ code: 0 });
    } finally {
      await removeDataDir(other);
    }
    product = await startProduct("start", dataDir);
    await signedBy(3);
    expect((await announced()).map(({ data }) => data.fact.number)).toEqual([2, 3]);
    expect((await verified(product.url)).code).toBe(0);
  });
});
