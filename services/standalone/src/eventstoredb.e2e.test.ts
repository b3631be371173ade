import { protocolDouble } from "@mingzhang/event-store/eventstoredb/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { matrixQuery, type PlanMatrix } from "./testing/matrix.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";

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
    const read = () => ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug });
    const appropriated = async () => (await read()).plan.years[0]?.appropriated.wan;
    await expect.poll(appropriated, { timeout: 10_000 }).toBe("1500");
    const recorded = await read();
    expect((await product.end()).code).toBe(0);
    product = await startProduct("start", dataDir, { EVENT_STORE_URL: double.url });
    expect(await read()).toEqual(recorded);
  });
});
