import { randomUUID } from "node:crypto";
import { createRecorder } from "@mingzhang/api";
import { fromStored, streamOf } from "@mingzhang/domain";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { createLog } from "@mingzhang/runtime";
import { Client } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { baiyuSlug } from "./baiyu-plan.ts";
import { loadBaiyuPlan, refuseMixture } from "./load-plan.ts";

const connectionString = process.env.TEST_DATABASE_URL ?? "";
const schema = `load_plan_${randomUUID().slice(0, 8)}`;

async function processOfItsOwn(where = schema) {
  const store = await postgresStore({ pool: { connectionString }, schema: where });
  const readModels = { waitFor: async () => true };
  const recorder = createRecorder({ store, readModels, log: createLog("silent"), simulated: false });
  return { store, recorder };
}

afterAll(async () => {
  const client = new Client({ connectionString });
  await client.connect();
  for (const name of [schema, `${schema}_newer`]) await client.query(`drop schema if exists ${name} cascade`);
  await client.end();
});

describe("the Baiyu plan in a new store", () => {
  it("is adopted once by first starts that race, and by no later one", async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, processOfItsOwn));
    await Promise.all(processes.map(({ recorder }) => loadBaiyuPlan(recorder)));
    const later = await processOfItsOwn();
    await loadBaiyuPlan(later.recorder);
    const events = (await later.store.readStream(streamOf(baiyuSlug))).map((stored) => fromStored(stored));
    expect(events.filter(({ type }) => type === "PlanAdopted")).toHaveLength(1);
    expect(events).toHaveLength(32);
    expect(events.filter(({ simulated }) => simulated)).toEqual([]);
    await Promise.all([...processes, later].map(({ store }) => store.close()));
  });

  it("is left as it is where a newer program goes on with it, or began it", async () => {
    const newer = { id: randomUUID(), type: "Unheard", data: {}, meta: { version: 1, occurredOn: "2016-02-01" } };
    for (const { store, recorder } of [await processOfItsOwn(), await processOfItsOwn(`${schema}_newer`)]) {
      await store.append(streamOf(baiyuSlug), "any", [newer]);
      const before = (await store.head()).position;
      await loadBaiyuPlan(recorder);
      expect((await store.head()).position).toBe(before);
      await store.close();
    }
  });

  it("is no place for a demonstration", async () => {
    const { store } = await processOfItsOwn();
    await expect(refuseMixture(store, true)).rejects.toThrow("this database holds real data");
    expect(await refuseMixture(store, false)).toBeUndefined();
    await store.close();
  });
});
