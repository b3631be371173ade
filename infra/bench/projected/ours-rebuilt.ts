import { postgresStore } from "../../../packages/event-store/src/postgres/postgres-store.ts";
import { rebuildReadModels } from "../../../packages/read-models/src/read-models.ts";
import { syntheticPlans } from "../../../packages/read-models/src/testing/synthetic-plans.ts";

/** As many as a county has over some years, so that no plan is the whole store. */
const plans = 20;
const atOnce = 16;

/** Fills the store with histories of plans, in their order within each plan, and builds the read models from it. */
export async function rebuildOurs(url: string, events: number): Promise<{ readonly tookMs: number }> {
  const store = await postgresStore({ pool: url });
  try {
    const under = new Map<string, Promise<unknown>>();
    for await (const { stream, events: given } of syntheticPlans({ plans, events })) {
      await under.get(stream);
      under.set(stream, store.append(stream, "any", given));
      if (under.size > atOnce) await Promise.all(under.values());
    }
    await Promise.all(under.values());
    const began = performance.now();
    await rebuildReadModels({ connection: { connectionString: url }, store });
    return { tookMs: performance.now() - began };
  } finally {
    await store.close();
  }
}
