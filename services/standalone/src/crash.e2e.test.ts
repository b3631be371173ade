import { fromStored, replay, stateHash, streamOf } from "@mingzhang/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEvents } from "./testing/event-stores.ts";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";
const count = 100;
const acknowledgedBeforeTheKill = 30;

const recordMutation = `
mutation Record($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) {
    __typename
    ... on Recorded { repeated }
    ... on Refusal { code }
  }
}`;

interface Recorded {
  readonly result: { readonly __typename: string; readonly repeated?: boolean };
}

const voucherOf = (index: number) => `崩溃测试-${String(index).padStart(3, "0")}`;

async function record(product: Product, index: number): Promise<Recorded["result"]> {
  const input = { occurredOn: "2016-05-04", year: 2016, amountFen: `${1_000_000 + index}`, voucher: voucherOf(index) };
  return (await ask<Recorded>(product, recordMutation, { slug, input, key: `crash-${index}` })).result;
}

/** Sends all at once and kills the process when some are acknowledged. Gives those whose acknowledgement arrived. */
async function recordAndKill(product: Product): Promise<readonly number[]> {
  const acknowledged: number[] = [];
  let sawEnough = () => undefined as void;
  const enough = new Promise<void>((resolve) => {
    sawEnough = resolve;
  });
  const sent = Array.from({ length: count }, async (_, index) => {
    const { __typename: outcome } = await record(product, index);
    if (outcome !== "Recorded") throw new Error(`${index}: ${outcome}`);
    acknowledged.push(index);
    if (acknowledged.length >= acknowledgedBeforeTheKill) sawEnough();
  });
  const settled = Promise.allSettled(sent);
  await enough;
  await product.end("SIGKILL");
  await settled;
  return acknowledged;
}

const vouchersQuery = `
query Vouchers($slug: String!, $after: String) {
  transfers(slug: $slug, first: 100, after: $after) {
    totalCount total { fen } edges { node { voucher } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Vouchers {
  readonly transfers: {
    readonly edges: readonly { readonly node: { readonly voucher: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function vouchers(product: Product): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { transfers }: Vouchers = await ask<Vouchers>(product, vouchersQuery, { slug, after });
    found.push(...transfers.edges.map(({ node }) => node.voucher));
    after = transfers.pageInfo.hasNextPage ? transfers.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** Index of every entry of the feed, over all its pages, newest first as they stand. */
async function feedIndices(product: Product): Promise<readonly number[]> {
  const found: number[] = [];
  let next: string | undefined = `${product.url}/feed.json`;
  while (next) {
    const page = (await (await fetch(next)).json()) as {
      next_url?: string;
      items: readonly { _tlog: { index: number } }[];
    };
    found.push(...page.items.map(({ _tlog }) => _tlog.index));
    next = page.next_url;
  }
  return [...new Set(found)].toSorted((a, b) => a - b);
}

/** The hash of the view that the plain fold of the store gives, and how many events the store holds. */
async function folded(dataDir: string, pair: { asOf: string; knownAt: string }) {
  const store = await openEvents(dataDir);
  try {
    const events = (await store.readStream(streamOf(slug))).map((stored) => fromStored(stored));
    const { view } = replay(events, pair) ?? {};
    return { hash: view ? stateHash(view) : null, events: events.length };
  } finally {
    await store.close();
  }
}

describe("a kill in the middle of a hundred concurrent recordings", () => {
  let dataDir = "";
  let product: Product;
  let acknowledged: readonly number[] = [];

  beforeAll(async () => {
    dataDir = await newDataDir();
    acknowledged = await recordAndKill(await startProduct("start", dataDir));
    product = await startProduct("start", dataDir);
  });
  afterAll(async () => {
    await product?.end();
    await removeDataDir(dataDir);
  });

  it("comes in the middle", () => {
    expect(acknowledged.length).toBeGreaterThanOrEqual(acknowledgedBeforeTheKill);
    expect(acknowledged.length).toBeLessThan(count);
  });

  it("loses nothing that was acknowledged and doubles nothing", async () => {
    const found = await vouchers(product);
    expect(new Set(found).size).toBe(found.length);
    expect(acknowledged.map(voucherOf).filter((voucher) => !found.includes(voucher))).toEqual([]);
  });

  it("leaves every one to be tried again: what was recorded is found, the rest is recorded now", async () => {
    const before = new Set(await vouchers(product));
    const outcomes = await Promise.all(Array.from({ length: count }, async (_, index) => record(product, index)));
    for (const [index, outcome] of outcomes.entries()) {
      expect(outcome, voucherOf(index)).toEqual({ __typename: "Recorded", repeated: before.has(voucherOf(index)) });
    }
    expect((await vouchers(product)).toSorted()).toEqual(Array.from({ length: count }, (_, index) => voucherOf(index)));
  });

  it("leaves read models that equal the fold, and feeds without a gap", async () => {
    const { plan } = await ask<{ plan: { stateHash: string; pair: { asOf: string; knownAt: string } } }>(
      product,
      "query ($slug: String!) { plan(slug: $slug) { stateHash pair { asOf knownAt } } }",
      { slug },
    );
    const fold = await folded(dataDir, plan.pair);
    expect(plan.stateHash).toBe(fold.hash);
    const all = Array.from({ length: fold.events }, (_, index) => index);
    await expect.poll(() => feedIndices(product), { timeout: 10_000 }).toEqual(all);
  });
});
