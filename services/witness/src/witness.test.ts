import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  cosignatureTimes,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatVkey,
  type Hash,
  openCheckpoint,
  originHash,
  parseNote,
  parseVkey,
  signingKey,
  signNote,
} from "@mingzhang/transparency-log";
import { collectCosignatures, type Fetch } from "@mingzhang/transparency-log/witness-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { growingLog } from "./testing/growing-log.ts";
import { openWitness, type Witness } from "./witness.ts";
import { witnessApp } from "./witness-app.ts";

const log = growingLog("log.example/log");
const fork = growingLog("log.example/log", { branch: "other ", shared: 10 });
const key = signingKey("witness.example", new Uint8Array(32).fill(7));
const now = 1_790_000_000;
let folder = "";

beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "mingzhang-witness-"))));
afterEach(() => rm(folder, { recursive: true }));

const open = (): Witness => openWitness({ folder, key, logs: [log.key], nowSeconds: () => now });
const failed = (error: unknown): never => {
  throw error;
};
const appOf = (witness: Witness) => witnessApp({ witness, heard: () => undefined, failed });

interface Growth {
  readonly old: number;
  readonly size: number;
  readonly of?: typeof log;
  readonly proof?: readonly Hash[];
}

async function bodyOf({ old, size, of = log, proof }: Growth): Promise<Uint8Array> {
  const given = proof ?? (old <= size ? await of.proof(old, size) : []);
  return formatAddCheckpoint({ oldSize: old, proof: given, checkpoint: of.checkpoint(size) });
}

const post = async (witness: Witness, body: Uint8Array | string) =>
  appOf(witness).request("/add-checkpoint", { method: "POST", body: new Uint8Array(Buffer.from(body)) });
const ask = async (witness: Witness, growth: Growth) => post(witness, await bodyOf(growth));
const sizeOf = async (witness: Witness) => (await witness.watched())[0]?.checkpoint?.size;

describe("a witness that is asked", () => {
  it("cosigns a log from nothing, then its growth, and shows what it signed", async () => {
    const witness = open();
    for (const [old, size] of [
      [0, 5],
      [5, 5],
      [5, 256],
      [256, 300],
    ] as const) {
      const answer = await ask(witness, { old, size });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
      const note = parseNote(Buffer.from(new TextDecoder().decode(log.checkpoint(size)) + (await answer.text())));
      const policy = {
        logs: [],
        witnesses: [{ name: "w", key: parseVkey(witness.vkey), url: undefined }],
        groups: [],
        quorum: "w",
      };
      expect(await cosignatureTimes(note, { policy })).toEqual(new Map([["w", BigInt(now)]]));
      const shown = await appOf(witness).request(`/${originHash(log.origin)}/checkpoint`);
      expect(shown.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(openCheckpoint(new Uint8Array(await shown.arrayBuffer())).checkpoint.size).toBe(size);
    }
  });

  it("answers 409 with the size that it cosigned last", async () => {
    const witness = open();
    await ask(witness, { old: 0, size: 20 });
    for (const old of [0, 7, 19]) {
      const answer = await ask(witness, { old, size: 30 });
      expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
        409,
        "text/x.tlog.size",
        "20\n",
      ]);
    }
    expect((await ask(witness, { old: 5, size: 10 })).status).toBe(409);
    expect(await sizeOf(witness)).toBe(20);
  });

  it("refuses another tree of the same size, and one that does not contain what it signed", async () => {
    const witness = open();
    await ask(witness, { old: 0, size: 20 });
    expect((await ask(witness, { old: 20, size: 20, of: fork })).status).toBe(409);
    expect((await ask(witness, { old: 20, size: 30, of: fork })).status).toBe(422);
    expect((await ask(witness, { old: 20, size: 30, proof: [] })).status).toBe(422);
    expect((await ask(witness, { old: 20, size: 20, proof: [new Uint8Array(32)] })).status).toBe(422);
    expect(await sizeOf(witness)).toBe(20);
    expect((await ask(witness, { old: 20, size: 30 })).status).toBe(200);
  });

  it("wants no proof where it has signed nothing", async () => {
    expect((await ask(open(), { old: 0, size: 5, proof: [new Uint8Array(32)] })).status).toBe(422);
    expect((await ask(open(), { old: 0, size: 0 })).status).toBe(200);
  });

  it("answers 404 to a log that it does not know, and 403 to a key that is not the log's", async () => {
    const witness = open();
    expect((await ask(witness, { old: 0, size: 5, of: growingLog("other.example/log") })).status).toBe(404);
    expect((await ask(witness, { old: 0, size: 5, of: growingLog(log.origin, { seed: 2 }) })).status).toBe(403);
    const body = await bodyOf({ old: 0, size: 5 });
    body[body.length - 4]! ^= 1;
    expect((await post(witness, body)).status).toBe(403);
    expect(await sizeOf(witness)).toBeUndefined();
  });

  it("answers 422 to an empty log whose hash is not that of nothing", async () => {
    const text = formatCheckpoint({ origin: log.origin, size: 1, root: new Uint8Array(32) }).replace("\n1\n", "\n0\n");
    const signatures = [signNote(text, signingKey(log.origin, new Uint8Array(32).fill(1)))];
    const checkpoint = formatNote({ text, signatures });
    expect((await post(open(), formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint }))).status).toBe(422);
  });

  it.each([
    ["nothing", ""],
    ["no checkpoint", "old 0\n\n"],
    ["an old size with a zero before it", "old 00\n\nx\n"],
    ["64 hashes", `old 1\n${`${"A".repeat(43)}=\n`.repeat(64)}\nx\n`],
    ["more than it reads", `old 0\n\n${"x".repeat(90_000)}`],
    ["text that is not UTF-8", "old 0\n\n\ud800"],
  ])("answers 400 to %s", async (_, body) => {
    expect((await post(open(), body)).status).toBe(400);
  });

  it("answers 400 where the old size lies beyond the checkpoint", async () => {
    expect((await ask(open(), { old: 9, size: 5 })).status).toBe(400);
  });

  it("answers nothing else", async () => {
    const app = appOf(open());
    expect((await app.request("/add-checkpoint")).status).toBe(405);
    expect((await app.request(`/${"0".repeat(64)}/checkpoint`)).status).toBe(404);
    expect((await app.request(`/${originHash(log.origin)}/checkpoint`)).status).toBe(404);
    expect((await app.request("/../witness.key")).status).toBe(404);
  });

  it("never takes a damaged record for an empty one", async () => {
    const witness = open();
    await ask(witness, { old: 0, size: 5 });
    const place = join(folder, originHash(log.origin));
    const [name] = await readdir(place);
    await writeFile(join(place, name!), "");
    const answer = await witnessApp({ witness, heard: () => undefined, failed: () => undefined }).request(
      "/add-checkpoint",
      { method: "POST", body: new Uint8Array(await bodyOf({ old: 0, size: 9, of: fork })) },
    );
    expect(answer.status).toBe(500);
  });
});

describe("requests that race", () => {
  it("cannot roll a witness back, in one process or in several on one folder", async () => {
    const witnesses = [open(), open(), open()];
    await ask(witnesses[0]!, { old: 0, size: 10 });
    const signed: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const last = (await sizeOf(witnesses[0]!))!;
      const answers = await Promise.all(
        Array.from({ length: 12 }, async (_, at) => {
          const size = last + ((at * 7) % 12) + 1;
          const answer = await ask(witnesses[at % 3]!, { old: last, size });
          return { size, status: answer.status };
        }),
      );
      const granted = answers.filter(({ status }) => status === 200);
      // From one old size only one tree can follow: whoever came later is told so.
      expect(granted).toHaveLength(1);
      expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
      expect(await sizeOf(witnesses[1]!)).toBe(granted[0]!.size);
      signed.push(granted[0]!.size);
    }
    expect(signed).toEqual(signed.toSorted((left, right) => left - right));
  });

  it("never sign both sides of a fork", async () => {
    const sides = [open(), open()];
    await ask(sides[0]!, { old: 0, size: 10 });
    const [left, right] = await Promise.all([
      ask(sides[0]!, { old: 10, size: 30 }),
      ask(sides[1]!, { old: 10, size: 31, of: fork }),
    ]);
    expect([left.status, right.status].toSorted()).toEqual([200, 409]);
  });

  it("leave a bounded number of files behind", async () => {
    const witness = open();
    await ask(witness, { old: 0, size: 10 });
    for (let at = 0; at < 80; at += 1) await ask(witness, { old: 10, size: 10 });
    const names = await readdir(join(folder, originHash(log.origin)));
    expect([names.length, names.at(-1)]).toEqual([64, "000000000081.checkpoint"]);
  });
});

describe("the client of this project and its witness", () => {
  const fetchOf =
    (apps: Readonly<Record<string, Witness>>): Fetch =>
    async (url, { method, body }) => {
      const { host, pathname } = new URL(url);
      return appOf(apps[host]!).request(pathname, { method, body: body ?? "" });
    };

  it("meet: unknown state, growth, a fork, and a log that was set back", async () => {
    const witness = open();
    const policy = {
      logs: [{ key: log.key, url: undefined }],
      witnesses: [{ name: "w", key: parseVkey(witness.vkey), url: "http://w" }],
      groups: [],
      quorum: "w",
    };
    const collect = (size: number, of = log) =>
      collectCosignatures({
        checkpoint: of.checkpoint(size),
        policy,
        proofFor: (old) => of.proof(old, size),
        fetch: fetchOf({ w: witness }),
        nowSeconds: () => now,
      });
    expect((await collect(20)).met).toBe(true);
    expect((await collect(40)).met).toBe(true);
    expect((await collect(40)).answers[0]).toMatchObject({ outcome: "signed", size: 40 });
    expect((await collect(40, fork)).answers[0]).toMatchObject({ outcome: "forked" });
    expect((await collect(50, fork)).answers[0]).toMatchObject({ outcome: "refused", status: 422 });
    const back = await collect(30);
    expect([back.met, back.answers[0]?.outcome, back.answers[0]?.size]).toEqual([false, "ahead", 40]);
  });
});

describe("the page of a witness", () => {
  it("says in both languages what was signed, and lets nothing run", async () => {
    const witness = open();
    await ask(witness, { old: 0, size: 5 });
    const [zh, en] = await Promise.all(["/", "/?lang=en"].map((path) => appOf(witness).request(path)));
    const text = await zh!.text();
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain(formatVkey(parseVkey(witness.vkey)));
    expect(text).toContain(`/${originHash(log.origin)}/checkpoint`);
    expect(zh!.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await en!.text()).toMatch(/Signed up to[\s\S]* 5 entries/);
  });
});
