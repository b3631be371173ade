import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, events, everything, follow, randomMs } from "../contract/given.ts";
import { OutcomeUnknown } from "../event-store.ts";
import { schemaNames } from "./schema.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";
import { testProxy, type TestProxy } from "../testing/test-proxy.ts";

let database: TestDatabase;
let proxy: TestProxy;
beforeEach(async () => {
  database = testDatabase();
  proxy = await testProxy(database.url);
});
afterEach(async () => {
  proxy.mode("pass");
  await database.dispose();
  await proxy.close();
});

describe("sessions killed by an administrator", () => {
  it("leave every append acknowledged, stored once and followed once", async () => {
    const store = await database.open();
    const other = await database.open();
    await database.delayCommits(2);
    const following = follow(other, { after: 0n, batchSize: 5 }, (seen) => seen.at(-1)?.stream === "the end");
    let killed = 0;
    let writing = true;
    const killing = (async () => {
      for (let round = 0; writing; round += 1) {
        await sleep(10 + randomMs(20));
        killed += await database.kill((["append", "read", "listen"] as const)[round % 3] ?? "append");
      }
    })();
    await Promise.all(
      Array.from({ length: 12 }, async (_, writer) => {
        for (let index = 0; index < 25; index += 1) {
          const expectation = index === 0 ? "absent" : { revision: index * 2 - 1 };
          const answer = await store.append(`plan-${writer}`, expectation, [event({ index }), event()]);
          expect(answer).toMatchObject({ kind: "appended", revision: index * 2 + 1 });
        }
      }),
    );
    writing = false;
    await killing;
    await store.append("the end", "absent", events(1));
    const all = await everything(store);
    expect(all).toHaveLength(12 * 25 * 2 + 1);
    expect((await following).flat()).toEqual(all);
    expect(killed).toBeGreaterThan(5);
  });
});

describe("an append whose connection is lost", () => {
  it("an append whose answer is lost is asked for again, and found to be there", async () => {
    const store = await database.open({ pool: proxy.url });
    await store.append("plan", "absent", events(1));
    const batch = events(2);
    proxy.mode("lose answers");
    const appending = store.append("plan", { revision: 0 }, batch);
    await expect
      .poll(() => database.admin.query(`select from ${database.schema}.events`))
      .toMatchObject({ rowCount: 3 });
    proxy.mode("pass");
    const answer = await appending;
    expect(answer).toMatchObject({ kind: "appended", revision: 2, repeated: true });
    const stored = (await store.readStream("plan")).slice(1);
    expect(stored.map(({ id }) => id)).toEqual(batch.map(({ id }) => id));
    expect(stored[1]).toMatchObject({ position: answer.kind === "appended" && answer.position });
  });

  it.each(["lose answers", "silence"] as const)(
    "the outcome is unknown where the network goes on to %s, and the same ids tell it later",
    async (mode) => {
      const store = await database.open({ pool: proxy.url, patienceMs: 400 });
      await store.append("plan", "absent", events(1));
      const batch = events(2);
      proxy.mode(mode);
      await expect(store.append("plan", { revision: 0 }, batch)).rejects.toBeInstanceOf(OutcomeUnknown);
      proxy.mode("pass");
      expect(await store.append("plan", { revision: 0 }, batch)).toMatchObject({ revision: 2, repeated: true });
      expect(await everything(store)).toHaveLength(3);
    },
  );

  it("nothing was appended where the database was never reached, and the error says so", async () => {
    const store = await database.open({ pool: proxy.url, patienceMs: 300 });
    proxy.mode("refuse");
    const appending = store.append("plan", "absent", events(1));
    await expect(appending).rejects.toThrow(/^Nothing was appended: /);
    await expect(appending).rejects.not.toBeInstanceOf(OutcomeUnknown);
    proxy.mode("pass");
    expect(await everything(store)).toEqual([]);
  });

  it("an earlier attempt that still waits in the server is ended before the next one", async () => {
    const store = await database.open({ pool: proxy.url });
    const holder = await database.admin.connect();
    await holder.query("begin");
    await holder.query("select pg_advisory_xact_lock($1)", [schemaNames(database.schema).appendLock]);
    const appending = store.append("plan", "any", events(2));
    const [abandoned] = await waitingSessions(1);
    proxy.mode("leave the server waiting");
    proxy.mode("pass");
    await expect.poll(async () => (await sessions()).includes(abandoned ?? 0)).toBe(false);
    await waitingSessions(1);
    await holder.query("commit");
    holder.release();
    expect(await appending).toMatchObject({ kind: "appended", revision: 1, repeated: false });
    expect(await everything(store)).toHaveLength(2);
  });
});

describe("reading and following while connections are lost", () => {
  it("reads go on, and a subscription neither skips nor repeats, when the network was away", async () => {
    const store = await database.open({ pool: proxy.url, pollMs: 60_000 });
    const writer = await database.open();
    for (let index = 0; index < 5; index += 1) await writer.append("plan", "any", events(1));
    const following = follow(store, { after: 0n, batchSize: 2 }, (seen) => seen.length === 10);
    await sleep(100);
    proxy.mode("refuse");
    const reading = store.readStream("plan");
    for (let index = 0; index < 5; index += 1) await writer.append("plan", "any", events(1));
    await sleep(100);
    proxy.mode("pass");
    expect((await following).flat()).toEqual(await everything(writer));
    expect((await reading).length).toBe(10);
  });

  it("a subscription hears by its own poll what a silent announcer does not say", async () => {
    const store = await database.open({ pollMs: 100 });
    const following = follow(store, { after: 0n }, (seen) => seen.length === 1);
    await sleep(150);
    await database.admin.query(`notify ${schemaNames(database.schema).channel}, 'not a position'`);
    await database.admin.query(
      `insert into ${database.schema}.events
       values (1, now(), gen_random_uuid(), 0, 0, 1, 'plan', 'ThingHappened', '{"told":false}', '{}')`,
    );
    expect((await following).flat()).toMatchObject([{ data: { told: false } }]);
  });

  it("a subscription ends at once when it is aborted although the database is silent", async () => {
    const store = await database.open({ pool: proxy.url, pollMs: 50, patienceMs: 1_000 });
    const abort = new AbortController();
    const iterator = store.subscribe({ after: 0n, signal: abort.signal })[Symbol.asyncIterator]();
    const next = iterator.next();
    await sleep(100);
    proxy.mode("silence");
    await sleep(100);
    abort.abort();
    const from = performance.now();
    expect(await next).toMatchObject({ done: true });
    expect(performance.now() - from).toBeLessThan(500);
  });
});

async function sessions(): Promise<readonly number[]> {
  const { rows } = await database.admin.query<{ pid: number }>(
    "select pid from pg_stat_activity where starts_with(application_name, $1)",
    [`${database.schema} append`],
  );
  return rows.map(({ pid }) => pid);
}

/** Waits until this many of the store's sessions wait for the append lock. */
async function waitingSessions(count: number): Promise<readonly number[]> {
  let waiting: readonly number[] = [];
  await expect
    .poll(async () => {
      const { rows } = await database.admin.query<{ pid: number }>(
        `select pid from pg_stat_activity
         where starts_with(application_name, $1) and wait_event_type = 'Lock'`,
        [`${database.schema} append`],
      );
      waiting = rows.map(({ pid }) => pid);
      return waiting.length;
    })
    .toBe(count);
  return waiting;
}
