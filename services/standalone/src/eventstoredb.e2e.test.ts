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

  it("probes of readiness and metrics write nothing", async () => {
    const get = async (path: string) => (await fetch(product.url + path)).text();
    await get("/readyz");
    expect(double.counts.appends).toBeGreaterThan(0);
    const { end } = double.log;
    for (let probe = 0; probe < 20; probe += 1) expect(await get("/readyz")).toContain('"lagEvents":"0"');
    expect(await get("/metrics")).toMatch(/^mingzhang_projection_lag_events 0$/m);
    expect(double.log.end).toBe(end);
  });

  it("tables and events of two stores are not mixed: one line says what to do", async () => {
    await product.end();
    const other = await protocolDouble();
    for (const env of [{}, { EVENT_STORE_URL: other.url }] as const) {
      const { code, err } = await runVerb(["start"], { DATA_DIR: dataDir, ...env });
      expect([code, err.trim().split("\n").length]).toEqual([2, 1]);
      expect(err).toContain("were built from another event store: check EVENT_STORE_URL");
    }
    await other.close();
    product = await startProduct("start", dataDir, { EVENT_STORE_URL: double.url });
    expect((await ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug })).plan.total.wan).toBe("15000");
  });
});
