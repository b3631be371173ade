import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type PlanWorkbook, readPlanWorkbook, writePlanWorkbook } from "@mingzhang/open-data";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const own = "wuhou-baiyu-2016-2020";
const slug = "wide-plan";
const projects = 240;

let dataDir = "";
let product: Product;

const codeOf = (at: number) => `community-facilities-of-the-township-number-${String(at).padStart(3, "0")}`;
const text = async (path: string) => (await fetch(product.url + path)).text();

/** A plan of so many projects that one decision about all of them is larger than an entry of the public log. */
async function wideWorkbook(): Promise<Uint8Array> {
  const answer = await fetch(`${product.url}/plans/${own}/workbook.xlsx`);
  const reading = await readPlanWorkbook(new Uint8Array(await answer.arrayBuffer()));
  const [first] = reading.ok ? reading.plan.projects : [];
  if (!reading.ok || !first) throw new Error("the plan of the repository cannot be read from its workbook");
  const years = Object.fromEntries([2016, 2017, 2018, 2019].map((year) => [year, 10_000_000n]));
  const wide: PlanWorkbook = {
    ...reading.plan,
    slug,
    name: "项目很多的规划",
    projects: Array.from({ length: projects }, (_, at) => ({
      ...first,
      number: at + 1,
      code: codeOf(at),
      name: `第${at + 1}号社区设施`,
      startYear: 2016,
      endYear: 2019,
      totalFen: 40_000_000n,
      years,
    })),
  };
  return writePlanWorkbook(wide);
}

const mutation = `mutation ($slug: String!, $input: ReallocationInput!, $key: ID!) {
  result: decideReallocation(slug: $slug, input: $input, control: { idempotencyKey: $key }) {
    __typename
    ... on Refusal { code message details { field message } }
  }
}`;

interface Result {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly details?: readonly { readonly field: string | null; readonly message: string }[];
}

async function reallocate(count: number, document: string): Promise<Result> {
  const cells = (years: readonly number[]) =>
    Array.from({ length: count }, (_, at) =>
      years.map((year) => ({ project: codeOf(at), year, amountFen: "1" })),
    ).flat();
  const decided = { occurredOn: "2016-06-01", reason: "调整进度", authority: "联席会议", document };
  const input = { ...decided, from: cells([2016, 2018]), to: cells([2017, 2019]) };
  return (await ask<{ result: Result }>(product, mutation, { slug, input, key: randomUUID() })).result;
}

const position = async () => {
  const query = `query ($slug: String!) { plan(slug: $slug) { position stateHash } }`;
  return (await ask<{ plan: { position: string; stateHash: string } }>(product, query, { slug })).plan;
};

beforeAll(async () => {
  dataDir = await newDataDir();
  product = await startProduct("start", dataDir);
  const file = join(dataDir, "wide.xlsx");
  await writeFile(file, await wideWorkbook());
  const { code, out } = await runVerb(["import", file], { DATA_DIR: dataDir });
  if (code !== 0) throw new Error(out);
});
afterAll(async () => {
  await product?.end();
  await removeDataDir(dataDir);
});

it("a decision that no entry can hold is refused by its field, leaves nothing, and the log goes on", async () => {
  const before = await position();
  const refused = await reallocate(projects, "太大的文件");
  expect(refused).toMatchObject({ __typename: "Refusal", code: "entry-too-large" });
  expect(refused.details?.map(({ field }) => field)).toEqual(["input.from"]);
  expect(refused.message).toMatch(/from.*65535/s);
  expect(await position()).toEqual(before);

  expect(await reallocate(3, "小的文件")).toMatchObject({ __typename: "Recorded" });
  const deadline = performance.now() + 10_000;
  while (!(await text(`/feed.json?plan=${slug}`)).includes("小的文件") && performance.now() < deadline)
    await pause(100);
  expect(await text(`/feed.json?plan=${slug}`)).toContain("小的文件");
  expect(await text(`/data/${slug}/changes.csv`)).not.toContain("太大的文件");
  const ready = (await (await fetch(`${product.url}/readyz`)).json()) as { publicLog: Record<string, unknown> };
  expect(ready.publicLog).toMatchObject({ state: "growing", cause: null });
  expect(ready.publicLog["size"]).toBe(ready.publicLog["publishedSize"]);
});
