import { randomUUID } from "node:crypto";
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { ask } from "./testing/graphql.ts";
import { attach, telephonePhoto, upload, withdraw } from "./testing/pictures.ts";
import { type Ended, newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";

const mutation = `mutation ($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) { __typename }
}`;

async function record(product: Product, voucher: string): Promise<void> {
  const input = { occurredOn: "2016-03-22", year: 2016, amountFen: "100", voucher };
  const { result } = await ask<{ result: { __typename: string } }>(product, mutation, {
    slug,
    input,
    key: randomUUID(),
  });
  if (result.__typename !== "Recorded") throw new Error(result.__typename);
}

interface Shown {
  readonly plan: { readonly stateHash: string; readonly pair: { readonly asOf: string; readonly knownAt: string } };
}

async function shown(product: Product, pair?: Shown["plan"]["pair"]): Promise<Shown["plan"]> {
  const query = `query ($slug: String!, $asOf: Date, $knownAt: DateTime) {
    plan(slug: $slug, asOf: $asOf, knownAt: $knownAt) { stateHash pair { asOf knownAt } } }`;
  return (await ask<Shown>(product, query, { slug, ...pair })).plan;
}

/** Another picture than the first: its pixels differ, and not its metadata alone. */
const rotated = async () =>
  sharp(await telephonePhoto("two"))
    .rotate(90)
    .jpeg()
    .toBuffer();

async function picture({ url }: Product, sha256: string) {
  const answer = await fetch(`${url}/evidence/${sha256}`);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()).toString("base64") };
}

const lines = async ({ url }: Product): Promise<string> => (await fetch(`${url}/log/0.ndjson`)).text();

describe("backup and restore", () => {
  const folders: string[] = [];
  let product: Product;
  let file = "";
  let made: Ended;
  let shownPicture = "";
  let gonePicture = "";

  async function folder(): Promise<string> {
    const one = await newDataDir();
    folders.push(one);
    return one;
  }

  beforeAll(async () => {
    product = await startProduct("start", await folder());
    shownPicture = (await upload(product, await telephonePhoto("one"))).sha256;
    gonePicture = (await upload(product, await rotated())).sha256;
    for (const sha256 of [shownPicture, gonePicture]) expect(await attach(product, sha256)).toBe("");
    await record(product, "备份之前");
    file = join(await folder(), "备份 1.zip");
    const writing = Array.from({ length: 20 }, (_, index) => record(product, `备份之时 ${index}`));
    made = await runVerb(["backup", file], { DATA_DIR: product.dataDir });
    await Promise.all(writing);
    expect(await withdraw(product, gonePicture, "备份之后撤下")).toBe("");
  });
  afterAll(async () => {
    await product?.end();
    await Promise.all(folders.map(removeDataDir));
  });

  it("backs up a running product in one line of each language", async () => {
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(made.out).toMatch(/已备份到 .*备份 1\.zip：\d+ 个事件.* ｜ backed up to .* 1 plans, \d+ files, \d+ bytes/);
  });

  it("gives another product the same pages of the record, the same hash, and the same token", async () => {
    const target = await folder();
    const { code, out, err } = await runVerb(["restore", file], { DATA_DIR: target });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("the state hashes of 1 plans are those of the backup");
    expect(out).toMatch(/撤下的照片和文件会重新公开.* ｜ .*withdrawn after [^ ]+Z are shown again: .*\n/);
    // What was published is kept apart from backups, and without it nothing of the record can be proved.
    for (const part of ["log", "log-lock"]) {
      await cp(join(product.dataDir, part), join(target, part), { recursive: true });
    }
    const restored = await startProduct("start", target);
    try {
      expect(restored.token).toBe(product.token);
      for (const query of ["", "?width=480"]) {
        const [before, after] = await Promise.all([product, restored].map((one) => picture(one, shownPicture + query)));
        expect(before?.status).toBe(200);
        expect(after).toEqual(before);
      }
      const held = await lines(restored);
      expect((await lines(product)).startsWith(held)).toBe(true);
      expect(held.split("\n").length).toBeGreaterThan(33);
      const pair = { asOf: "2016-12-31", knownAt: `${JSON.parse(held.trim().split("\n").at(-1) ?? "").time}` };
      expect(await shown(restored, pair)).toEqual(await shown(product, pair));
      await record(restored, "恢复之后");
      // The backup is older than the withdrawal, which has to be recorded again.
      expect((await picture(restored, gonePicture)).status).toBe(200);
      expect(await withdraw(restored, gonePicture, "再次撤下")).toBe("");
      expect((await picture(restored, gonePicture)).status).toBe(410);
    } finally {
      await restored.end();
    }
  });

  it("backs up a stopped product into its own folder, and says so where there is nothing", async () => {
    const target = await folder();
    await runVerb(["restore", file], { DATA_DIR: target });
    expect(await runVerb(["backup"], { DATA_DIR: target })).toMatchObject({ code: 0, err: "" });
    expect(await readdir(join(target, "backups"))).toEqual([expect.stringMatching(/^mingzhang-\d{8}T\d{6}Z\.zip$/)]);
    const empty = await folder();
    const { code, err } = await runVerb(["backup"], { DATA_DIR: empty });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("there is no event to back up") });
    expect(await readdir(empty)).toEqual([]);
  });

  it.each<[string, () => [string[], Record<string, string>], number, RegExp]>([
    ["a file that is there", () => [["backup", file], { DATA_DIR: product.dataDir }], 2, /is there already/],
    ["a folder that is not", () => [["backup", "/nowhere/x.zip"], { DATA_DIR: product.dataDir }], 2, /no folder/],
    ["an unknown option", () => [["backup", "--all"], {}], 2, /Usage: npm run backup/],
    ["no file", () => [["restore"], {}], 2, /Usage: npm run restore/],
    ["a file that is not there", () => [["restore", "/nowhere/x.zip"], {}], 2, /cannot be read \(ENOENT\)/],
    [
      "a running product",
      () => [["restore", file, "--override"], { DATA_DIR: product.dataDir }],
      2,
      /in use by process/,
    ],
    [
      "EventStoreDB as the target",
      () => [["restore", file], { EVENT_STORE_URL: "esdb://127.0.0.1:1" }],
      2,
      /nothing can be restored onto EventStoreDB/,
    ],
  ])("refuses %s with one line in each language", async (_, call, code, line) => {
    const [options, env] = call();
    const ended = await runVerb(options, { DATA_DIR: folders[1] ?? "", ...env });
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: "" });
    expect(ended.err).toMatch(line);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
  });
});
