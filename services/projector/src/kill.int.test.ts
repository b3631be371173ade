import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type EventStore, type StoredEvent } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { postgresReadModels, type PostgresReadModels, rebuildReadModels } from "@mingzhang/read-models";
import { afterEach, beforeEach, expect, it } from "vitest";
import { feedSlug, PlanFeed } from "./testing/plan-feed.ts";
import { patienceMs, type TestDatabase, testDatabase, until } from "./testing/test-database.ts";

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
let children: ChildProcess[] = [];
let stopping = new AbortController();
let writers: readonly Promise<void>[] = [];

beforeEach(async () => {
  children = [];
  stopping = new AbortController();
  database = testDatabase();
  const { connection, schema, storeSchema } = database;
  store = await postgresStore({ pool: connection, schema: storeSchema });
  models = postgresReadModels({ connection, schema, head: () => store.head() });
});
afterEach(async () => {
  // A test that fails leaves its writers at work.
  await stopWriting().catch(() => undefined);
  for (const child of children) await kill(child);
  await models.close();
  await store.close();
  await database.drop();
});

function startChild(): ChildProcess {
  const { connection, schema, storeSchema } = database;
  const given = JSON.stringify({ connection, schema, storeSchema });
  const flags = ["--import", "tsx", "--input-type=module", "--eval", program, given];
  const child = spawn(process.execPath, flags, { cwd: packageDir, stdio: ["ignore", "inherit", "inherit"] });
  children.push(child);
  return child;
}

async function kill(dying: ChildProcess): Promise<void> {
  if (dying.exitCode !== null || dying.signalCode !== null) return;
  const exited = once(dying, "exit");
  dying.kill("SIGKILL");
  await exited;
}

async function stopWriting(): Promise<void> {
  stopping.abort();
  await Promise.all(writers);
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
  writers = Array.from({ length: 4 }, async () => {
    for (; !stopping.signal.aborted; recorded += 1n) {
      await feed.appropriate(1n);
      await pause(20);
    }
  });
  for (let life = 0; life < 4; life++) {
    const before = (await models.waitFor(0n, 0)) ? (await models.checkpoint()).position : 0n;
    const child = startChild();
    expect(await models.waitFor(before + 20n, patienceMs)).toBe(true);
    await pause(life * 7);
    await kill(child);
  }
  await stopWriting();
  startChild();
  const { position } = await store.head();
  expect(await models.waitFor(position, patienceMs)).toBe(true);

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

/** Kills a projector while its session is in the middle of a transaction. */
async function killWithinBatch(victim: ChildProcess): Promise<void> {
  const { schema } = database;
  // The number of a worker is the second part of its lock, and the lock says whose session it is.
  const text = `select from ${schema}.worker
    join pg_locks on locktype = 'advisory' and granted and objid = number::bigint
    join pg_stat_activity using (pid) where name like $1 and application_name = $2 and xact_start is not null
      and query !~ 'worker'`;
  await until(async () => {
    const found = await database.query(text, [`% ${victim.pid}`, `mingzhang write ${schema}`]);
    return found.length > 0;
  }, "it is in the middle of a batch");
  await kill(victim);
}

it("one of two projectors killed within a batch loses nothing, and the other takes its part over", async () => {
  const feeds = Array.from({ length: 6 }, (_, n) => new PlanFeed(store, `feed-${n}`));
  for (const feed of feeds) await feed.adopt();
  const sums = feeds.map(() => 0n);
  writers = feeds.map(async (feed, n) => {
    for (; !stopping.signal.aborted; sums[n] = (sums[n] ?? 0n) + 1n) {
      await feed.appropriate(1n);
      await pause(60);
    }
  });
  let staying = startChild();
  const { schema } = database;
  const shares = `select from ${schema}.shard where holder is not null group by holder having count(*) = 8`;
  for (let round = 0; round < 3; round++) {
    const joining = startChild();
    await until(
      async () => (await database.query(shares).catch(() => [])).length === 2,
      "each holds half of the shards",
    );
    // Once the one that came, once the one that was there and holds the spine.
    const [victim, other] = round % 2 === 0 ? [joining, staying] : [staying, joining];
    await killWithinBatch(victim);
    staying = other;
    expect(await models.waitFor((await store.head()).position, patienceMs)).toBe(true);
  }
  await stopWriting();
  const { position } = await store.head();
  expect(await models.waitFor(position, patienceMs)).toBe(true);

  const stored = await everything();
  const moment = await models.resolve({});
  const rows = await models.entries(moment, { limit: 1_000_000 });
  expect(rows.map(({ event }) => event.id)).toEqual(stored.map(({ id }) => id));
  expect(rows.map(({ publicIndex }) => publicIndex)).toEqual(stored.map((_, index) => BigInt(index)));
  for (const [n, sum] of sums.entries()) {
    const plan = await models.plan(`feed-${n}`, moment);
    expect(plan?.view.appropriatedFen).toBe(10n ** 15n + sum);
    const { totalFen } = await models.transfers(`feed-${n}`, moment, { first: 1, after: null });
    expect(totalFen).toBe(10n ** 15n + sum);
  }
});
