import { memoryStore } from "@mingzhang/event-store/memory";
import type { EventStore } from "@mingzhang/event-store";
import {
  PlanStandsStill,
  postgresReadModels,
  type PostgresReadModels,
  rebuildReadModels,
} from "@mingzhang/read-models";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Projector, startProjector } from "./start-projector.ts";
import { feedSlug, PlanFeed } from "./testing/plan-feed.ts";
import { silentLog } from "./testing/silent-log.ts";
import { type TestDatabase, testDatabase, until } from "./testing/test-database.ts";

let database: TestDatabase;
let store: EventStore;
let feed: PlanFeed;
let models: PostgresReadModels;
let started: Projector[];

beforeEach(() => {
  database = testDatabase();
  store = memoryStore();
  feed = new PlanFeed(store);
  started = [];
  models = postgresReadModels({ ...tables(), head: () => store.head() });
});

afterEach(async () => {
  for (const projector of started) await projector.stop();
  await models.close();
  await database.drop();
});

const tables = () => ({ connection: database.connection, schema: database.schema });

function start(changed: { batchSize?: number; signal?: AbortSignal } = {}): Projector {
  const projector = startProjector({ ...tables(), store, log: silentLog(), ...changed });
  started.push(projector);
  return projector;
}

async function recordedAt(): Promise<string> {
  return (await store.readLast(`plan-${feedSlug}`))?.recordedAt ?? "";
}

async function appropriated(): Promise<bigint | undefined> {
  return (await models.plan(feedSlug, await models.resolve({})))?.view.appropriatedFen;
}

const base = 10n ** 15n;

describe("following", () => {
  it("catches up with what is there, then projects what comes within milliseconds", async () => {
    await feed.adopt();
    const projector = start();
    await projector.caughtUp();
    expect(await projector.status()).toEqual({ state: "live", position: 2n, headPosition: 2n, lag: 0n, error: null });
    const asked = performance.now();
    const position = await feed.appropriate(5n);
    expect(await models.waitFor(position, 5_000)).toBe(true);
    expect(performance.now() - asked).toBeLessThan(400);
    expect(await appropriated()).toBe(base + 5n);
  });

  it("goes on where it was after a stop, and skips and repeats nothing", async () => {
    await feed.adopt();
    const first = start({ batchSize: 1 });
    await first.caughtUp();
    await first.stop();
    expect((await first.status()).state).toBe("stopped");
    for (let index = 0; index < 20; index++) await feed.appropriate(1n);
    await start({ batchSize: 3 }).caughtUp();
    expect(await appropriated()).toBe(base + 20n);
    expect((await models.entries(await models.resolve({}), { limit: 100 })).map((row) => row.publicIndex)).toEqual(
      Array.from({ length: 22 }, (_, index) => BigInt(index)),
    );
  });

  it("ends when its signal aborts", async () => {
    const stopping = new AbortController();
    const projector = start({ signal: stopping.signal });
    await projector.caughtUp();
    stopping.abort();
    await projector.ended;
    expect((await projector.status()).state).toBe("stopped");
    expect(projector.failure()).toBeNull();
  });
});

describe("several workers", () => {
  it("share the work, and those that stay take over what one leaves", async () => {
    await feed.adopt();
    const first = start();
    await first.caughtUp();
    const second = start();
    await until(async () => {
      const rows = await database.query(
        `select count(*)::integer as held from ${database.schema}.shard where holder is not null group by holder`,
      );
      return rows.length === 2 && rows.every(({ held }) => held === 8);
    }, "each of them holds half of the shards");
    expect(await models.waitFor(await feed.appropriate(3n), 5_000)).toBe(true);
    expect(await appropriated()).toBe(base + 3n);
    await first.stop();
    await feed.appropriate(7n);
    await second.caughtUp();
    expect(await appropriated()).toBe(base + 10n);
  });

  it("gives the tables up with its connection, and comes back", async () => {
    await feed.adopt();
    const [first, second] = [start(), start()];
    await Promise.race([first.caughtUp(), second.caughtUp()]);
    for (let round = 0; round < 3; round++) {
      const ended = await database.query(
        `select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
          where locktype = 'advisory' and granted and application_name = $1`,
        [`mingzhang write ${database.schema}`],
      );
      expect(ended.length).toBeGreaterThanOrEqual(1);
      const position = await feed.appropriate(1n);
      expect(await models.waitFor(position, 8_000)).toBe(true);
    }
    expect(await appropriated()).toBe(base + 3n);
    expect([first.failure(), second.failure()]).toEqual([null, null]);
  });
});

describe("an event that does not fit", () => {
  it.each([
    ["of an unknown type", () => feed.raw([{ id: crypto.randomUUID(), type: "Unheard", data: {}, meta: {} }])],
    ["that no fold takes", () => feed.impossible()],
  ])("%s stops its own shard behind everything before it, and other plans go on", async (_, record) => {
    await feed.adopt();
    await feed.appropriate(3n);
    const before = await recordedAt();
    const poisoned = await record();
    await feed.appropriate(4n);
    const other = new PlanFeed(store, "other-plan");
    await other.adopt();
    const projector = start();
    await projector.caughtUp();
    await other.appropriate(5n);
    await projector.caughtUp();
    const now = await models.resolve({});
    expect((await models.plan("other-plan", now))?.view.appropriatedFen).toBe(base + 5n);
    const stands = await models.plan(feedSlug, now).catch((error: unknown) => error);
    expect(stands).toBeInstanceOf(PlanStandsStill);
    expect(stands).toMatchObject({ plan: feedSlug, knownAt: before });
    expect((await models.plan(feedSlug, await models.resolve({ knownAt: before })))?.view.appropriatedFen).toBe(
      base + 3n,
    );
    const failed = (await models.projection()).shards.flatMap(({ failure }) => failure ?? []);
    expect(failed).toMatchObject([{ plan: feedSlug, position: poisoned }]);
    expect((await projector.status()).state).toBe("live");
    expect(projector.failure()).toBeNull();
  });

  it("stops where the tables know more than the store", async () => {
    await feed.adopt();
    await start().caughtUp();
    await started[0]?.stop();
    store = memoryStore();
    const projector = start();
    await projector.ended;
    expect(projector.failure()?.message).toMatch(/hold events up to 2, and the store ends at 0/);
  });
});

describe("another version of the projections", () => {
  it("is rebuilt beside the tables that are there before anything is projected", async () => {
    await feed.adopt();
    await start().caughtUp();
    await started[0]?.stop();
    await database.query(`update ${database.schema}.checkpoint set built_as = 'plan-events@0'`);
    await database.query(`update ${database.schema}.transfer set amount_fen = 1`);
    await expect(appropriated()).rejects.toThrow(/built as plan-events@0/);
    await feed.appropriate(2n);
    await start().caughtUp();
    expect(await appropriated()).toBe(base + 2n);
    const { totalFen } = await models.transfers(feedSlug, await models.resolve({}), { first: 5, after: null });
    expect(totalFen).toBe(base + 2n);
    const left = await database.query("select nspname from pg_namespace where nspname like $1", [
      `${database.schema}\\_%`,
    ]);
    expect(left).toEqual([]);
  });
});

describe("a rebuild that meets an event that does not fit", () => {
  it.each([
    ["of an unknown type", () => feed.raw([{ id: crypto.randomUUID(), type: "Unheard", data: {}, meta: {} }])],
    ["that no fold takes", () => feed.impossible()],
  ])("%s stops its shard in tables of a new version, and the other plans are served", async (_, record) => {
    await feed.adopt();
    const before = await recordedAt();
    await start().caughtUp();
    await started[0]?.stop();
    await database.query(`update ${database.schema}.checkpoint set built_as = 'plan-events@0'`);
    const poisoned = await record();
    const other = new PlanFeed(store, "other-plan");
    await other.adopt();
    await other.appropriate(5n);
    const projector = start({ batchSize: 2 });
    await projector.caughtUp();
    const now = await models.resolve({});
    expect((await models.plan("other-plan", now))?.view.appropriatedFen).toBe(base + 5n);
    await expect(models.plan(feedSlug, now)).rejects.toMatchObject({ plan: feedSlug, knownAt: before });
    expect((await models.plan(feedSlug, await models.resolve({ knownAt: before })))?.view.appropriatedFen).toBe(base);
    const failed = (await models.projection()).shards.flatMap(({ failure }) => failure ?? []);
    expect(failed).toMatchObject([{ plan: feedSlug, position: poisoned }]);
    expect(projector.failure()).toBeNull();
  });
});

describe("a rebuild beside a projector at work", () => {
  it("fails no read and no recording, and leaves the same rows", async () => {
    await feed.adopt();
    await start().caughtUp();
    const stopping = new AbortController();
    let sum = 0n;
    const recording = (async () => {
      for (; !stopping.signal.aborted; sum += 1n) await models.waitFor(await feed.appropriate(1n), 5_000);
    })();
    const reading = (async () => {
      let latest = { position: 0n, totalFen: 0n };
      while (!stopping.signal.aborted) {
        const moment = await models.resolve({});
        const { totalFen, totalCount } = await models.transfers(feedSlug, moment, { first: 1, after: null });
        expect(BigInt(totalCount)).toBe(moment.position - 1n);
        // One fen an event: an answer is whole at the position that it names, in the old tables and in the new ones.
        expect(totalFen).toBeGreaterThanOrEqual(latest.totalFen);
        const events = moment.position - latest.position;
        if (latest.position > 0n) expect(totalFen - latest.totalFen).toBe(events);
        latest = { position: moment.position, totalFen };
      }
    })();
    const progress: bigint[] = [];
    for (let round = 0; round < 3; round++) {
      await rebuildReadModels({
        ...tables(),
        store,
        batchSize: 5,
        onProgress: ({ position }) => progress.push(position),
      });
    }
    stopping.abort();
    await Promise.all([recording, reading]);
    expect(progress.length).toBeGreaterThan(3);
    await until(async () => (await models.checkpoint()).position === (await store.head()).position, "caught up");
    expect(await appropriated()).toBe(base + sum);
  });
});
