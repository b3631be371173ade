import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type EventStore, type StoredEvent } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { postgresReadModels, type PostgresReadModels, rebuildReadModels } from "@mingzhang/read-models";
import { afterEach, beforeEach, expect, it } from "vitest";
import { feedSlug, PlanFeed } from "./testing/plan-feed.ts";
import { type TestDatabase, testDatabase, until } from "./testing/test-database.ts";

const packageDir = resolve(import.meta.dirname, "..");
/** A projector as a process of its own, small batches, so that a kill falls between and within them. */
const program = `
import { postgresStore } from "@mingzhang/event-store/postgres";
import { startProjector } from "@mingzhang/projector";
const { connection, schema, storeSchema } = JSON.parse(process.argv.at(-1));
const store = await postgresStore({ pool: connection, schema: storeSchema });
const say = (_, text) => process.stderr.write(text + "\\n");
const log = { info: say, warn: say, error: say };
const projector = startProjector({ connection, schema, store, log, batchSize: 9 });
await projector.caughtUp();
process.stdout.write("caught up\\n");
await projector.ended;
`;

let database: TestDatabase;
let store: EventStore;
let models: PostgresReadModels;
let child: ChildProcess | null = null;

beforeEach(async () => {
  database = testDatabase();
  const { connection, schema, storeSchema } = database;
  store = await postgresStore({ pool: connection, schema: storeSchema });
  models = postgresReadModels({ connection, schema, head: () => store.head() });
});
afterEach(async () => {
  await kill();
  await models.close();
  await store.close();
  await database.drop();
});

function startChild(): void {
  const { connection, schema, storeSchema } = database;
  const given = JSON.stringify({ connection, schema, storeSchema });
  const flags = ["--import", "tsx", "--input-type=module", "--eval", program, given];
  child = spawn(process.execPath, flags, { cwd: packageDir, stdio: ["ignore", "inherit", "inherit"] });
}

async function kill(): Promise<void> {
  const dying = child;
  child = null;
  if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
  const exited = once(dying, "exit");
  dying.kill("SIGKILL");
  await exited;
}

async function everything(): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const batch = await store.readAll({ after: all.at(-1)?.position ?? 0n, limit: 500 });
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

it("a projector killed again and again leaves each recording in the tables once, without a gap", async () => {
  const feed = new PlanFeed(store);
  await feed.adopt();
  let recorded = 0n;
  const stopping = new AbortController();
  const writers = Array.from({ length: 4 }, async () => {
    for (; !stopping.signal.aborted; recorded += 1n) {
      await feed.appropriate(1n);
      await pause(20);
    }
  });
  for (let life = 0; life < 4; life++) {
    const before = (await models.waitFor(0n, 0)) ? (await models.checkpoint()).position : 0n;
    startChild();
    expect(await models.waitFor(before + 20n, 20_000)).toBe(true);
    await pause(life * 7);
    await kill();
  }
  stopping.abort();
  await Promise.all(writers);
  startChild();
  const { position } = await store.head();
  expect(await models.waitFor(position, 20_000)).toBe(true);

  const stored = await everything();
  const moment = await models.resolve({});
  const rows = await models.entries(moment, { limit: 1_000_000 });
  expect(rows.map(({ event }) => event.id)).toEqual(stored.map(({ id }) => id));
  expect(rows.map(({ publicIndex }) => publicIndex)).toEqual(stored.map((_, index) => BigInt(index)));
  expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(feed.acknowledged));
  expect((await models.plan(feedSlug, moment))?.view.appropriatedFen).toBe(10n ** 15n + recorded);

  const { connection, schema } = database;
  await rebuildReadModels({ connection, schema, store, batchSize: 11 });
  expect(await models.entries(moment, { limit: 1_000_000 })).toEqual(rows);
  await until(async () => (await models.checkpoint()).position === position, "the tables stand where they stood");
});
