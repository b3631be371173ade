import { protocolDouble } from "@mingzhang/event-store/eventstoredb/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { matrixQuery, type PlanMatrix } from "./testing/matrix.ts";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";

const slug = "wuhou-baiyu-2016-2020";

describe("with EVENT_STORE_URL", () => {
  let double: Awaited<ReturnType<typeof protocolDouble>>;
  let dataDir = "";
  let product: Product;

  beforeAll(async () => {
    [double, dataDir] = await Promise.all([protocolDouble(), newDataDir()]);
    product = await startProduct("start", dataDir, { EVENT_STORE_URL: double.url });
  });
  afterAll(async () => {
    await product?.end();
    await double?.close();
    await removeDataDir(dataDir);
  });

  it("the product keeps its events where EventStoreDB's protocol is spoken, and finds them again", async () => {
    const { plan: before } = await ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug });
    expect([before.total.wan, double.counts.appends > 0]).toEqual(["15000", true]);
    const input = { occurredOn: "2016-03-22", year: 2016, amountFen: "1500000000", voucher: "拨字一号" };
    const mutation = `mutation ($slug: String!, $input: AppropriationInput!) {
      recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: "esdb" }) { __typename }
    }`;
    await ask(product, mutation, { slug, input });
    const recorded = await ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug });
    expect(recorded.plan.years[0]?.appropriated.wan).toBe("1500");
    expect((await product.end()).code).toBe(0);
    product = await startProduct("start", dataDir, { EVENT_STORE_URL: double.url });
    expect(await ask(product, matrixQuery, { slug })).toEqual(recorded);
  });

  it("that names nobody, a start says so in one line", async () => {
    const folder = await newDataDir();
    const env = { DATA_DIR: folder, EVENT_STORE_URL: "esdb://operator:geheim@127.0.0.1:1?tls=false" };
    const { code, err } = await runVerb(["start"], env);
    expect(code).toBe(2);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain("EVENT_STORE_URL=esdb://operator:***@127.0.0.1:1");
    await removeDataDir(folder);
  });
});
