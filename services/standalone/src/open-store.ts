import type { EventStore } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { type Environment, OperatorError } from "@mingzhang/runtime";
import { masked } from "./database-url.ts";

export interface StoreNeeds {
  readonly env: Pick<Environment, "eventStoreUrl">;
  readonly databaseUrl: string;
  readonly onTrouble?: (error: Error) => void;
  /** How long another server's silence is waited for; default 5 s. */
  readonly patienceMs?: number;
}

/** The store of the events: EventStoreDB where `EVENT_STORE_URL` names one, else a schema of the database. */
export async function openStore(needs: StoreNeeds): Promise<EventStore> {
  const { env, databaseUrl, onTrouble = () => undefined, patienceMs = 5_000 } = needs;
  const { eventStoreUrl } = env;
  if (!eventStoreUrl) return postgresStore({ pool: { connectionString: databaseUrl }, onTrouble });
  // Its client is large, and most installations never need it.
  const { eventStoreDbStore } = await import("@mingzhang/event-store/eventstoredb");
  const opening = eventStoreDbStore({ connectionString: eventStoreUrl, onTrouble });
  try {
    return await Promise.race([opening, noAnswer(patienceMs)]);
  } catch (error) {
    void opening.then((late) => late.close()).catch(() => undefined);
    const given = `EVENT_STORE_URL=${masked(eventStoreUrl)}`;
    const { message } = error as Error;
    throw new OperatorError([
      `${given} 用不了：${message}，请确认 EventStoreDB 已启动、地址无误`,
      `${given} does not work: ${message}; check that EventStoreDB runs there and the address is right`,
    ]);
  }
}

async function noAnswer(patienceMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs).unref();
  });
}

/** The clock of a demonstration is that of PostgreSQL, so its events are kept there. */
export function refuseForeignStore({ eventStoreUrl }: Pick<Environment, "eventStoreUrl">): void {
  if (!eventStoreUrl) return;
  throw new OperatorError([
    "演示的事件只存于 PostgreSQL：请去掉 EVENT_STORE_URL 后再运行 npm run demo",
    "a demonstration keeps its events in PostgreSQL: leave EVENT_STORE_URL out for npm run demo",
  ]);
}
