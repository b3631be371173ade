import { randomUUID } from "node:crypto";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openCheckpoint } from "@mingzhang/transparency-log";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findRunningPostgres } from "./database/embedded-postgres.ts";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const folders: string[] = [];
let product: Product;
/** The published log as a newspaper keeps it: its files, below an address or as a folder. */
let mirror = "";
let older = "";
let newest = "";
/** Where the newest backup was restored, and nothing else. */
let bare = "";

async function folder(): Promise<string> {
  const one = await newDataDir();
  folders.push(one);
  return one;
}

const mutation = `mutation ($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) { __typename }
}`;

async function record(on: Product, voucher: string): Promise<void> {
  const input = { occurredOn: "2016-03-22", year: 2016, amountFen: "100", voucher };
  expect(await ask(on, mutation, { slug, input, key: randomUUID() })).toEqual({ result: { __typename: "Recorded" } });
  const deadline = performance.now() + 10_000;
  while (!(await (await fetch(`${on.url}/feed.json`)).text()).includes(voucher) && performance.now() < deadline)
    await pause(100);
}

async function backUp(): Promise<string> {
  const file = join(await folder(), "备份.zip");
  expect(await runVerb(["backup", file], { DATA_DIR: product.dataDir })).toMatchObject({ code: 0 });
  return file;
}

/** A machine of which nothing is left but a backup. */
async function restored(file: string): Promise<string> {
  const target = await folder();
  const { code, out } = await runVerb(["restore", file], { DATA_DIR: target });
  expect([code, out]).toEqual([0, expect.stringContaining("npm run log -- recover --published=")]);
  return target;
}

const recover = (target: string, published?: string) =>
  runVerb(["log", "recover", ...(published === undefined ? [] : [`--published=${published}`])], { DATA_DIR: target });
const bytes = async (on: Product, path: string) => Buffer.from(await (await fetch(on.url + path)).arrayBuffer());

/** The archive as a reader downloads it. */
async function archive(): Promise<string> {
  const file = join(await folder(), "archive.zip");
  await writeFile(file, await bytes(product, "/log/archive.zip"));
  return file;
}

beforeAll(async () => {
  product = await startProduct("start", await folder());
  older = await backUp();
  await record(product, "公布之后");
  newest = await backUp();
  mirror = join(await folder(), "log");
  await cp(join(product.dataDir, "log"), mirror, { recursive: true });
});
afterAll(async () => {
  await product?.end();
  await Promise.all(folders.map(removeDataDir));
});

it("without its log an installation says what to do, in words of both languages, and makes no fork", async () => {
  bare = await restored(newest);
  const alone = await startProduct("start", bare);
  const said = await ask<{ publicLog: { state: string; heldBack: object } }>(
    alone,
    "{ publicLog { state publishedSize heldBack { code remedy english: remedy(lang: en) } } }",
    {},
  );
  expect((await fetch(`${alone.url}/feed.json`)).status).toBe(503);
  await alone.end();
  expect(said.publicLog).toMatchObject({
    state: "refused",
    publishedSize: 0,
    heldBack: {
      code: "lock-missing",
      remedy: expect.stringContaining("npm run log -- recover --published=网址"),
      english: expect.stringContaining("npm run log -- recover --published=URL"),
    },
  });
  const { code, err } = await recover(bare);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/请加 --published=.*未作任何改动 ｜ .*Nothing was changed\n$/),
  ]);
});

it("an older backup, and a mirror that was changed, rebuild nothing", async () => {
  const target = await restored(older);
  const short = await recover(target, `${product.url}/log`);
  expect([short.code, short.err]).toEqual([
    1,
    expect.stringMatching(/缺少已公布的 1 条.* ｜ .*Restore a newer backup/),
  ]);
  const changed = join(await folder(), "log");
  await cp(mirror, changed, { recursive: true });
  const [bundle = ""] = await readdir(join(changed, "tile", "entries", "000.p"));
  const file = join(changed, "tile", "entries", "000.p", bundle);
  const spoilt = await readFile(file);
  spoilt[40] = (spoilt[40] ?? 0) ^ 1;
  await writeFile(file, spoilt);
  const fake = await recover(bare, changed);
  expect([fake.code, fake.err]).toEqual([1, expect.stringMatching(/不是这份日志完好的副本.*tile\/entries\/000/)]);
  expect(await readdir(join(target, "log"))).toEqual([]);
  expect(await readdir(join(target, "log-lock"))).toEqual([]);
});

it("beside a running server, on its database or in its data folder, it is refused", async () => {
  const { code, err } = await recover(product.dataDir, mirror);
  expect([code, err]).toEqual([2, expect.stringMatching(/正由进程 \d+ 使用.* ｜ .*in use by process/)]);
  const onDatabase = { DATA_DIR: await folder(), DATABASE_URL: (await findRunningPostgres(product.dataDir)) ?? "" };
  const beside = await runVerb(["log", "recover", `--published=${mirror}`], onDatabase);
  expect([beside.code, beside.err]).toEqual([
    1,
    expect.stringMatching(/请先停止所有进程.*未作任何改动 ｜ .*stop all.*Nothing was changed/),
  ]);
});

it.each([
  [
    "a mirror's address",
    async () => bare,
    async () => `${product.url}/log/checkpoint`,
    ["/log/keys", "/log/key-history/1"],
  ],
  ["an archive that was downloaded", () => restored(newest), archive, ["/log/keys", "/log/key-history/1"]],
  ["its last checkpoint alone", () => restored(newest), async () => join(mirror, "checkpoint"), []],
])("%s brings the very same log back, and it goes on", async (_, machine, published, keys) => {
  const target = await machine();
  const { code, out, err } = await recover(target, await published());
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/已由事件重建 .*完全一致.* ｜ rebuilt .*\n没有见证人可以证实.* ｜ no witness could confirm/);
  const again = await startProduct("start", target);
  try {
    const { size } = openCheckpoint(new Uint8Array(await bytes(product, "/log/checkpoint"))).checkpoint;
    const tiles = [`/log/tile/0/000.p/${size}`, `/log/tile/entries/000.p/${size}`];
    for (const path of ["/log/checkpoint", "/log/0.ndjson", ...tiles, ...keys])
      expect((await bytes(again, path)).equals(await bytes(product, path)), path).toBe(true);
    await record(again, "重建之后");
    expect((await bytes(again, "/feed.json")).toString()).toContain("重建之后");
  } finally {
    await again.end();
  }
  expect((await recover(target)).out).toContain("完好");
});

it.each([
  [["log"], /用法：npm run log -- rotate-key/],
  [["log", "recover", "--force"], /用法.*--published/],
  [["log", "recover", "--published=https://mirror.example/log/archive.zip"], /请先下载.* ｜ .*download it first/],
  [["log", "recover", "--published=s3://mirror/log"], /AWS_ACCESS_KEY_ID.* ｜ .*AWS_ACCESS_KEY_ID/],
  [["log", "recover", "--published=/nowhere"], /没有这个文件夹或压缩包.* ｜ .*there is no such folder/],
])("%j is a wrong call, in one line", async (options, line) => {
  const { code, err } = await runVerb(options, { DATA_DIR: product.dataDir });
  expect([code, err]).toEqual([2, expect.stringMatching(line)]);
  expect(err.trim().split("\n")).toHaveLength(1);
});
