import type { EventStore } from "@mingzhang/event-store";
import { protocolDouble } from "@mingzhang/event-store/eventstoredb/testing";
import { findRunningPostgres } from "../database/embedded-postgres.ts";
import { openStore } from "../open-store.ts";

type Double = Awaited<ReturnType<typeof protocolDouble>>;
type Variables = Readonly<Record<string, string>>;

interface Kept {
  readonly double: Promise<Double>;
  /** The data folders of the products that use it. */
  readonly folders: Set<string>;
}

/** By database: products that share one share their events too, and a folder finds its events again. */
const doubles = new Map<string, Kept>();

/**
 * With `E2E_EVENT_STORE=double` every product that an end-to-end test starts keeps its events in a protocol double of
 * EventStoreDB, unchanged but for `EVENT_STORE_URL`. A demonstration does not: the clock of its events is PostgreSQL's.
 */
export async function eventStoreVariables(verb: string | undefined, env: Variables): Promise<Variables> {
  const { DATABASE_URL, DATA_DIR = "", EVENT_STORE_URL } = env;
  if (process.env["E2E_EVENT_STORE"] !== "double" || verb === "demo" || EVENT_STORE_URL) return {};
  const key = DATABASE_URL ?? DATA_DIR;
  const kept = doubles.get(key) ?? { double: protocolDouble(), folders: new Set() };
  doubles.set(key, kept);
  kept.folders.add(DATA_DIR);
  return { EVENT_STORE_URL: (await kept.double).url };
}

/** The events of the product that runs on the folder and its embedded database, as another process would read them. */
export async function openEvents(dataDir: string): Promise<EventStore> {
  const databaseUrl = (await findRunningPostgres(dataDir)) ?? "";
  const { EVENT_STORE_URL: eventStoreUrl } = await eventStoreVariables("start", { DATA_DIR: dataDir });
  return openStore({ env: { eventStoreUrl }, databaseUrl });
}

/** Ends the doubles that only this folder's products have used. */
export async function closeEvents(folder: string): Promise<void> {
  for (const [key, { double, folders }] of doubles) {
    if (!folders.delete(folder) || folders.size > 0) continue;
    doubles.delete(key);
    await (await double).close();
  }
}
