import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const server = new URL(process.env.TEST_DATABASE_URL ?? "");
const name = `own_${randomUUID().slice(0, 8)}`;
const databaseUrl = new URL(`/${name}`, server).href;

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const mutation = `mutation ($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) {
    ... on Recorded { visible }
  }
}`;

async function record(product: Product, voucher: string): Promise<boolean> {
  const input = { occurredOn: "2016-03-22", year: 2016, amountFen: "100", voucher };
  const { result } = await ask<{ result: { visible: boolean } }>(product, mutation, { slug, input, key: randomUUID() });
  return result.visible;
}

const transfers = async ({ url }: Product): Promise<string> =>
  (await fetch(`${url}/data/${slug}/transfers.csv`)).text();

describe("two processes on one DATABASE_URL", () => {
  let folders: readonly string[] = [];
  let products: readonly Product[] = [];

  beforeAll(async () => {
    await onServer(`create database ${name}`);
    folders = await Promise.all([newDataDir(), newDataDir()]);
    const starts = folders.map((folder) => startProduct("start", folder, { DATABASE_URL: databaseUrl }));
    products = await Promise.all(starts);
  });
  afterAll(async () => {
    await Promise.all(products.map((product) => product.end()));
    await Promise.all(folders.map(removeDataDir));
    await onServer(`drop database if exists ${name} with (force)`);
  });

  it("adopt the plan once, and each shows what the other records", async () => {
    const [one, other] = products as [Product, Product];
    const count = "query ($slug: String!) { events(slug: $slug, first: 1) { totalCount } }";
    for (const product of products) {
      expect(await ask(product, count, { slug })).toEqual({ events: { totalCount: 32 } });
      expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
    }
    expect(await record(one, "甲处录入")).toBe(true);
    expect(await record(other, "乙处录入")).toBe(true);
    for (const product of products) {
      for (const voucher of ["甲处录入", "乙处录入"]) {
        await expect.poll(() => transfers(product), { timeout: 10_000 }).toContain(voucher);
      }
    }
  });

  it("go on when the one that projected is killed", async () => {
    const [one, other] = products as [Product, Product];
    await one.end("SIGKILL");
    await record(other, "接手之后");
    await expect.poll(() => transfers(other), { timeout: 10_000 }).toContain("接手之后");
    await expect.poll(async () => (await fetch(`${other.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
  });

  it("are no place for a demonstration", async () => {
    const folder = await newDataDir();
    const { code, err } = await runVerb(["demo"], { DATA_DIR: folder, DATABASE_URL: databaseUrl });
    expect([code, err]).toEqual([2, expect.stringContaining("this database holds real data")]);
    await removeDataDir(folder);
  });
});
