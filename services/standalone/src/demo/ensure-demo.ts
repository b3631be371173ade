import { createRecorder } from "@mingzhang/api";
import type { EventStore } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import type { EvidenceFiles } from "@mingzhang/evidence";
import { postgresReadModels } from "@mingzhang/read-models";
import type { Log } from "@mingzhang/runtime";
import type { PoolConfig } from "pg";
import { baiyuPlan, baiyuSlug } from "../baiyu-plan.ts";
import { areForeign } from "../foreign-tables.ts";
import { holdsRealData, refuseMixture } from "../load-plan.ts";
import { openDatabaseClock } from "./database-clock.ts";
import { keepDrawings } from "./pictures.ts";
import { isRecorded, recordDemo } from "./record-demo.ts";
import { demoScript } from "./script.ts";

/** Records the five years where they are not there yet, on a database whose clock is the simulation's. */
export async function ensureDemo(databaseUrl: string, files: EvidenceFiles, log: Log): Promise<void> {
  const plan = await baiyuPlan();
  const isThere = await withStore({ connectionString: databaseUrl }, async (store) => {
    await refuseMixture(store, true);
    await refuseTablesOfOthers(store, databaseUrl);
    // Its last entry has no picture.
    return isRecorded(store, baiyuSlug, demoScript(plan, []));
  });
  if (isThere) return;
  process.stdout.write("正在模拟 2016—2020 年的执行过程… ｜ Simulating the years 2016–2020 …\n");
  const steps = demoScript(plan, await keepDrawings(files));
  const clock = await openDatabaseClock(databaseUrl);
  try {
    await withStore({ connectionString: databaseUrl, options: clock.connectionOptions }, async (store) => {
      // Nobody reads yet, so there is nothing to wait for.
      const readModels = { waitFor: async () => true };
      const recorder = createRecorder({ store, readModels, log, now: clock.now, simulated: true });
      await recordDemo(recorder, { slug: baiyuSlug, steps, clock });
    });
  } finally {
    await clock.close();
  }
}

/** Where the events lie in EventStoreDB, the tables alone say that the database is in use. */
async function refuseTablesOfOthers(store: EventStore, connectionString: string): Promise<void> {
  const readModels = postgresReadModels({ connection: { connectionString }, head: () => store.head() });
  try {
    if (await areForeign(store, readModels)) throw holdsRealData();
  } finally {
    await readModels.close();
  }
}

async function withStore<T>(pool: PoolConfig, use: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await postgresStore({ pool });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
