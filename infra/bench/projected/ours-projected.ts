import { postgresStore } from "../../../packages/event-store/src/postgres/postgres-store.ts";
import type { NewEvent } from "../../../packages/event-store/src/event-store.ts";
import { postgresReadModels } from "../../../packages/read-models/src/read-models.ts";
import { syntheticPlans, type SyntheticAppend } from "../../../packages/read-models/src/testing/synthetic-plans.ts";
import { createLog } from "../../../packages/runtime/src/runtime.ts";
import { startProjector } from "../../../services/projector/src/projector.ts";
import type { Writers } from "../subjects/subject.ts";
import type { Projected } from "./projected.ts";

/** The store, the projector and the read models, opened as the product opens them. */
async function openProduct(url: string) {
  const store = await postgresStore({ pool: url });
  const connection = { connectionString: url };
  const readModels = postgresReadModels({ connection, head: () => store.head(), onTrouble: () => undefined });
  const projector = startProjector({ store, connection, log: createLog("warn") });
  return {
    store,
    readModels,
    projector,
    close: async () => {
      await projector.stop();
      await readModels.close();
      await store.close();
    },
  };
}

/** Histories of plans, each begun, and what each goes on with. */
async function begunPlans(append: (one: SyntheticAppend) => Promise<unknown>, size: { plans: number; events: number }) {
  const going: NewEvent[][] = Array.from({ length: size.plans }, () => []);
  const streams: string[] = [];
  let number = 0;
  for await (const one of syntheticPlans({ ...size, perAppend: 1 })) {
    if (number < size.plans) {
      streams.push(one.stream);
      await append(one);
    } else {
      going[streams.indexOf(one.stream)]?.push(...one.events);
    }
    number += 1;
  }
  return { streams, going };
}

/** They have a row each from the day on that they are recorded. */
const movements = new Set(["FundsAppropriated", "FundsReleased", "PaymentMade"]);

export async function oursProjected(url: string): Promise<Projected> {
  const { store, projector, close } = await openProduct(url);
  const append = (one: SyntheticAppend) => store.append(one.stream, "any", one.events);
  const { streams, going } = await begunPlans(append, { plans: 20, events: 40_000 });
  await projector.caughtUp();
  let turn = 0;
  return {
    next: () => {
      const plan = (turn += 1) % streams.length;
      const [stream, event] = [streams[plan], going[plan]?.shift()];
      if (stream === undefined || event === undefined) throw new Error("there are no more events in the plans");
      const id = movements.has(event.type) ? event.id : null;
      return { id, append: () => store.append(stream, "any", [event]) };
    },
    find: { name: "find_transfer", text: "select from read_models.transfer where fact = $1" },
    close,
  };
}

/**
 * Every writer has a plan of its own and goes on when the read models hold what it appended: what a command of the
 * product pays whose answer is read from them. What is to be appended comes from the plans, not from the caller.
 */
export async function oursAwaited(url: string, count: number): Promise<Writers> {
  const { store, readModels, projector, close } = await openProduct(url);
  const append = (one: SyntheticAppend) => store.append(one.stream, "any", one.events);
  const { streams, going } = await begunPlans(append, { plans: count, events: count * 2_000 });
  await projector.caughtUp();
  return {
    append: async ({ writer }) => {
      const [stream, event] = [streams[writer], going[writer]?.shift()];
      if (stream === undefined || event === undefined) throw new Error("there are no more events in the plans");
      const answer = await store.append(stream, "any", [event]);
      if (answer.kind !== "appended" || !(await readModels.waitFor(answer.position, 10_000))) {
        throw new Error("an append is not in the read models");
      }
    },
    close,
  };
}
