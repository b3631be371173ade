import { randomUUID } from "node:crypto";
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eventForm, openCheckpoint, parsePolicy, verifyProof } from "@mingzhang/transparency-log";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";
import { startWitness, type WitnessProcess } from "./testing/witness-process.ts";

const slug = "wuhou-baiyu-2016-2020";
const names = ["county", "audit", "press"] as const;
const server = new URL(process.env.TEST_DATABASE_URL ?? "");
const database = `witnessed_${randomUUID().slice(0, 8)}`;
const older = `${database}_older`;
const databaseUrl = (name: string) => new URL(`/${name}`, server).href;

let dataDir = "";
let policyFile = "";
let product: Product;
const witnesses = new Map<string, WitnessProcess>();

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const start = (name = database, env: Record<string, string> = { LOG_POLICY: policyFile }) =>
  startProduct("start", dataDir, { DATABASE_URL: databaseUrl(name), ...env });
const folderOf = (name: string) => join(dataDir, `witness-${name}`);
const witness = (name: string): WitnessProcess => {
  const found = witnesses.get(name);
  if (!found) throw new Error(`no witness ${name}`);
  return found;
};
const portOf = (name: string) => Number(new URL(witness(name).url).port);
const bytes = async (path: string) => new Uint8Array(await (await fetch(product.url + path)).arrayBuffer());
const text = async (path: string) => (await fetch(product.url + path)).text();

interface LogState {
  readonly state: string;
  readonly size: number;
  readonly publishedSize: number;
  readonly cause: string | null;
  readonly remedy: object | null;
}
const logState = async () =>
  ((await (await fetch(`${product.url}/readyz`)).json()) as { publicLog: LogState }).publicLog;

/** What the attempts met, which is for staff. */
const met = async () => {
  const asked = await ask<{ publicLog: { heldBack: { detail: string } | null } }>(
    product,
    "{ publicLog { heldBack { detail } } }",
  );
  return asked.publicLog.heldBack?.detail ?? "";
};

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await is())) {
    if (performance.now() > deadline) throw new Error(`not within 20 s: ${what} ${JSON.stringify(await logState())}`);
    await pause(100);
  }
}

const mutation = `mutation ($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) { __typename }
}`;

async function appropriate(voucher: string): Promise<void> {
  const input = { occurredOn: "2016-05-04", year: 2016, amountFen: "100", voucher };
  expect(await ask(product, mutation, { slug, input, key: randomUUID() })).toEqual({
    result: { __typename: "Recorded" },
  });
}

/** The size of the checkpoint that is shown, proved with a policy as a client does, and who cosigned it. */
async function provedWith(policyText: string): Promise<{ size: number; cosigners: readonly string[] }> {
  const note = openCheckpoint(await bytes("/log/checkpoint"));
  const { size } = note.checkpoint;
  const proof = await bytes(`/log/proof/${size - 1}.tlog-proof`);
  const policy = parsePolicy(Buffer.from(policyText));
  const verdict = await verifyProof({ proof, policy, entryForm: eventForm });
  expect(verdict.failed).toBeUndefined();
  const lines = note.note.signatures.map(({ name }) => name);
  return { size, cosigners: names.filter((name) => lines.includes(`${name}.example`)) };
}

const feedHolds = async (mark: string) => (await text("/feed.json")).includes(mark);

beforeAll(async () => {
  await onServer(`create database ${database}`);
  dataDir = await newDataDir();
  product = await start(database, {});
  for (const name of names) {
    const options = ["--log", product.url, "--name", `${name}.example`];
    witnesses.set(name, await startWitness(folderOf(name), { options }));
  }
  await product.end();
  policyFile = join(dataDir, "witnesses.policy");
  const lines = names.map((name) => `witness ${name} ${witness(name).vkey} ${witness(name).url}`);
  await writeFile(policyFile, [...lines, `group two 2 ${names.join(" ")}`, "quorum two", ""].join("\n"));
});
afterAll(async () => {
  for (const each of witnesses.values()) await each.end();
  await product?.end();
  await removeDataDir(dataDir);
  for (const name of [database, older]) await onServer(`drop database if exists ${name} with (force)`);
});

describe("three witnesses, of whom two have to sign", () => {
  it("cosign what is published, which a stranger verifies with the published policy", async () => {
    product = await start();
    const published = await text("/log/policy");
    for (const name of names) expect(published).toContain(witness(name).vkey);
    const { size, cosigners } = await provedWith(published);
    expect(size).toBe((await logState()).size);
    expect(cosigners.length).toBeGreaterThanOrEqual(2);
    await appropriate("见证-1");
    await until("the entry is in the feed", () => feedHolds("见证-1"));
    expect((await provedWith(published)).size).toBe(size + 1);
    // Only what a quorum signed is enough for this policy: without cosignatures the same proof fails.
    const alone = (await text(`/log/proof/${size}.tlog-proof`)).replaceAll(/^— \w+\.example .*\n/gm, "");
    const verdict = await verifyProof({
      proof: Buffer.from(alone),
      policy: parsePolicy(Buffer.from(published)),
      entryForm: eventForm,
    });
    expect(verdict.failed?.name).toBe("witness-quorum");
  });

  it("hold the checkpoint back where two are away: alerts say so, and the last one goes on being served", async () => {
    const before = await bytes("/log/checkpoint");
    const { size } = await logState();
    for (const name of ["county", "audit"]) await witness(name).end();
    await appropriate("见证-2");
    await until("the log is held", async () => (await logState()).state === "held");
    const { publishedSize, cause, remedy } = await logState();
    expect([publishedSize, (await logState()).size]).toEqual([size, size + 1]);
    expect([cause, remedy]).toEqual([
      "quorum-missing",
      { zh: expect.stringContaining("见证人"), en: expect.any(String) },
    ]);
    expect(await text("/readyz")).not.toMatch(/unreachable|ECONNREFUSED|127\.0\.0\.1|county|audit/);
    for (const name of ["county", "audit"]) expect(await met()).toContain(`${name}: unreachable`);
    expect(await text("/metrics")).toMatch(/mingzhang_log_alert\{state="held"\} 1/);
    expect(await bytes("/log/checkpoint")).toEqual(before);
    const feed = await fetch(`${product.url}/feed.json`);
    expect(await feed.text()).not.toContain("见证-2");
    expect([feed.headers.get("Mingzhang-Log-Size"), feed.headers.get("Mingzhang-Waiting-Since")]).toEqual([
      String(size),
      expect.stringMatching(/Z$/),
    ]);
    expect(await text(`/entries/${size}`)).toContain("尚未写进签署的检查点");
    expect(await text(`/plans/${slug}/transfers`)).toContain("见证-2");
    expect((await fetch(`${product.url}/log/proof/${size}.tlog-proof`)).status).toBe(404);
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
  });

  it("let it grow again as soon as one of them is back", async () => {
    witnesses.set("county", await startWitness(folderOf("county"), { port: portOf("county") }));
    await until("the held entry is in the feed", () => feedHolds("见证-2"));
    const { cosigners } = await provedWith(await text("/log/policy"));
    expect(cosigners).toEqual(["county", "press"]);
    expect(await logState()).toMatchObject({ state: "growing", cause: null });
    expect(await text("/metrics")).toMatch(/mingzhang_log_alert\{state="held"\} 0/);
  });

  it("refuse a log that was set back, and one that went another way from there; both is said", async () => {
    witnesses.set("audit", await startWitness(folderOf("audit"), { port: portOf("audit") }));
    const kept = ["log", "log-lock"];
    await product.end();
    await onServer(`create database ${older} template ${database}`);
    for (const name of kept) await cp(join(dataDir, name), join(dataDir, `${name}.older`), { recursive: true });
    product = await start();
    for (const voucher of ["见证-3", "见证-4"]) await appropriate(voucher);
    await until("both are in the feed", () => feedHolds("见证-4"));
    const { size } = await logState();
    await product.end();

    for (const name of kept) {
      await rm(join(dataDir, name), { recursive: true });
      await cp(join(dataDir, `${name}.older`), join(dataDir, name), { recursive: true });
    }
    product = await start(older);
    await until("the log is held", async () => (await logState()).state === "held");
    const ahead = await logState();
    expect([ahead.publishedSize, ahead.cause]).toEqual([size - 2, "log-set-back"]);
    expect(await met()).toContain(`ahead, it has cosigned ${size} entries`);
    for (const voucher of ["分叉-1", "分叉-2", "分叉-3"]) await appropriate(voucher);
    await until("the fork is refused", async () => (await met()).includes("refused"));
    const forked = await logState();
    expect([forked.state, forked.publishedSize, forked.size]).toEqual(["held", size - 2, size + 1]);
    expect(await feedHolds("分叉-1")).toBe(false);
    const { out, err } = await product.end();
    expect(out + err).toContain("was a backup restored?");
    for (const name of names) expect(witness(name).said()).toContain("⚠ the new log does not contain what was signed");
  });
});
