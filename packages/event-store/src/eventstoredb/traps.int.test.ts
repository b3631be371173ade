import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { event, events, everything, follow, randomMs } from "../contract/given.ts";
import { InvalidEvent, OutcomeUnknown } from "../event-store.ts";
import { eventStoreDbStore } from "./eventstoredb-store.ts";
import { testDouble, type TestDouble } from "./testing/test-stores.ts";

/** Short for a test, and long for a machine that does much else at the same time. */
const brief = { patienceMs: 1_500, answerMs: 500, doubtMs: 100 };

let test: TestDouble;
beforeEach(async () => {
  test = await testDouble();
});
afterEach(() => test.close());

describe("an append that is not answered", () => {
  it.each([
    ["silence", false],
    ["lose answers", true],
    ["written but unavailable", true],
    ["unavailable", false],
    ["drop", true],
  ] as const)(
    "ends as unknown where the server goes on with %s, and the same ids tell it later",
    async (fault, was) => {
      const store = await test.open(brief);
      await store.append("plan", "absent", events(1));
      const batch = events(2);
      test.double.faults.append = fault;
      const from = performance.now();
      await expect(store.append("plan", { revision: 0 }, batch)).rejects.toBeInstanceOf(OutcomeUnknown);
      expect(performance.now() - from).toBeLessThan(8_000);
      test.double.faults.append = "none";
      const told = await store.append("plan", { revision: 0 }, batch);
      expect(told).toMatchObject({ kind: "appended", revision: 2, repeated: was });
      expect(await everything(store)).toHaveLength(3);
    },
  );

  it.each(["silence", "lose answers", "written but unavailable", "unavailable", "drop"] as const)(
    "is sent again with the same ids after %s, and is there once",
    async (fault) => {
      const store = await test.open({ ...brief, patienceMs: 20_000 });
      await store.append("plan", "absent", events(1));
      const batch = events(2);
      test.double.faults.append = fault;
      const appending = store.append("plan", "exists", batch);
      const arrived = test.double.counts.appends;
      await expect.poll(() => test.double.counts.appends).toBeGreaterThan(arrived + 1);
      test.double.faults.append = "none";
      expect(await appending).toMatchObject({ kind: "appended", revision: 2 });
      const stored = await store.readStream("plan");
      expect(stored.slice(1).map(({ id }) => id)).toEqual(batch.map(({ id }) => id));
    },
  );

  it("is a conflict, and for certain, where a rival was faster than the second attempt", async () => {
    const store = await test.open({ ...brief, patienceMs: 20_000 });
    const rival = await test.open();
    await store.append("plan", "absent", events(1));
    test.double.faults.append = "silence";
    const appending = store.append("plan", { revision: 0 }, events(2));
    await sleep(50);
    test.double.faults.append = "none";
    await rival.append("plan", { revision: 0 }, events(1));
    expect(await appending).toEqual({ kind: "conflict", actual: 1 });
  });

  it("is not held up by a server that never says which features it has", async () => {
    test.double.faults.features = "silence";
    const store = await test.open(brief);
    expect(await store.append("plan", "absent", events(1))).toMatchObject({ kind: "appended" });
    expect(await everything(store)).toHaveLength(1);
  });
});

describe("a read that is not answered", () => {
  it("is given up in time, whichever it is", async () => {
    const store = await test.open(brief);
    await store.append("plan", "absent", events(1));
    test.double.faults.read = "silence";
    const from = performance.now();
    await Promise.all([
      expect(store.readStream("plan")).rejects.toThrow(/did not answer|DEADLINE_EXCEEDED/),
      expect(store.readLast("plan")).rejects.toThrow(/did not answer|DEADLINE_EXCEEDED/),
      expect(store.readAll({ after: 0n, limit: 10 })).rejects.toThrow(/did not answer|DEADLINE_EXCEEDED/),
    ]);
    expect(performance.now() - from).toBeLessThan(8_000);
  });

  it.each(["silence", "unavailable"] as const)("is made again after %s, until it is answered", async (fault) => {
    const store = await test.open({ ...brief, patienceMs: 20_000 });
    await store.append("plan", "absent", events(3));
    test.double.faults.read = fault;
    const reading = store.readStream("plan");
    const arrived = test.double.counts.reads;
    await expect.poll(() => test.double.counts.reads).toBeGreaterThan(arrived + 1);
    test.double.faults.read = "none";
    expect(await reading).toHaveLength(3);
  });

  it("does not keep a subscription from ending", async () => {
    const store = await test.open({ ...brief, patienceMs: 60_000, answerMs: 60_000 });
    test.double.faults.read = "silence";
    const abort = new AbortController();
    const next = store.subscribe({ after: 0n, signal: abort.signal })[Symbol.asyncIterator]().next();
    await sleep(50);
    abort.abort();
    expect(await next).toMatchObject({ done: true });
    test.double.cut();
  });
});

describe("two stores in one process", () => {
  it("do not hear of each other's broken connections", async () => {
    const troubles: Error[] = [];
    const other = await testDouble();
    const own = await test.open({ onTrouble: (error) => void troubles.push(error) });
    const foreign = await other.open(brief);
    await Promise.all([own.append("plan", "absent", events(1)), foreign.append("plan", "absent", events(1))]);
    test.double.log.commitDelayMs = 600;
    const pending = Array.from({ length: 5 }, (_, index) => own.append(`plan-${index}`, "absent", events(1)));
    await sleep(50);
    other.double.faults.append = "drop";
    await expect(foreign.append("plan", "any", events(1))).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await Promise.all(pending)).toEqual(
      pending.map(() => expect.objectContaining({ kind: "appended", repeated: false })),
    );
    expect(troubles).toEqual([]);
    await other.close();
  });
});

describe("a connection string", () => {
  it("that asks the client to report no conflicts changes nothing", async () => {
    const store = await test.open({ connectionString: `${test.double.url}&throwOnAppendFailure=false` });
    await store.append("plan", "absent", events(2));
    expect(await store.append("plan", "absent", events(1))).toEqual({ kind: "conflict", actual: 1 });
    expect(await store.append("other", { revision: 3 }, events(1))).toEqual({ kind: "conflict", actual: null });
  });

  it("that is none is refused at once", async () => {
    await expect(eventStoreDbStore({ connectionString: "postgres://127.0.0.1" })).rejects.toThrow(/esdb:\/\//);
    await expect(test.open({ namespace: "Not-A-Name" })).rejects.toThrow(/^The namespace "Not-A-Name" must be/);
  });
});

describe("a server that is not there yet", () => {
  it("is waited for when the store opens, and when it appends", async () => {
    test.double.goAway();
    const opening = test.open({ ...brief, patienceMs: 20_000 });
    await sleep(100);
    test.double.comeBack();
    const store = await opening;
    test.double.faults.append = "not ready";
    const appending = store.append("plan", "absent", events(1));
    await sleep(100);
    test.double.faults.append = "none";
    expect(await appending).toMatchObject({ kind: "appended", revision: 0, repeated: false });
  });

  it("is told by its code where nobody listens, in the time that was given", async () => {
    const opening = eventStoreDbStore({ connectionString: "esdb://127.0.0.1:1?tls=false", patienceMs: 300 });
    await expect(opening).rejects.toMatchObject({ code: 14 });
  });

  it("leaves nothing written, and says so, where a stream could not even be looked at", async () => {
    const store = await test.open(brief);
    test.double.faults.read = "unavailable";
    await expect(store.append("plan", "exists", events(1))).rejects.toThrow(/^Nothing was appended: /);
    test.double.faults.read = "none";
    expect(await everything(store)).toEqual([]);
  });
});

describe("a cluster whose leader changes", () => {
  it.each(["clusterUrl", "url"] as const)(
    "is followed by its %s: nothing is lost, nothing comes twice",
    async (url) => {
      const cluster = await testDouble({ nodes: 3 });
      const troubles: Error[] = [];
      const connectionString = cluster.double[url];
      const store = await cluster.open({ connectionString });
      const other = await cluster.open({ connectionString, onTrouble: (error) => void troubles.push(error) });
      const following = follow(other, { after: 0n, batchSize: 3 }, (seen) => seen.length === 60);
      for (let index = 0; index < 30; index += 1) {
        if (index % 5 === 4) cluster.double.lead(Math.floor(index / 5) % 3);
        const expectation = index === 0 ? "absent" : { revision: 2 * index - 1 };
        expect(await store.append("plan", expectation, events(2))).toMatchObject({ kind: "appended", repeated: false });
      }
      expect((await following).flat()).toEqual(await everything(store));
      expect(troubles.map((error) => "details" in error && error.details)).toContain("Leader info available");
      await cluster.close();
    },
  );
});

describe("subscriptions", () => {
  it("go on behind the last thing they heard, when the server was away", async () => {
    const store = await test.open({ ...brief, patienceMs: 20_000 });
    const following = follow(store, { after: 0n, batchSize: 4 }, (seen) => seen.length === 40);
    for (let index = 0; index < 40; index += 1) {
      if (index % 8 === 5) test.double.goAway();
      const appending = store.append(`plan-${index % 3}`, "any", events(1));
      await sleep(randomMs(20));
      test.double.comeBack();
      await appending;
    }
    expect((await following).flat()).toEqual(await everything(store));
    expect(test.double.counts.subscriptions).toBeGreaterThan(3);
  });

  it("do not need to be told: what a silent one does not say is read", async () => {
    const store = await test.open({ pollMs: 100, doubtMs: 50 });
    const writer = await test.open({ doubtMs: 50 });
    const following = follow(store, { after: 0n }, (seen) => seen.length === 2);
    await sleep(50);
    test.double.faults.subscription = "silence";
    const { subscriptions } = test.double.counts;
    test.double.cut();
    await expect.poll(() => test.double.counts.subscriptions).toBe(subscriptions + 2);
    await sleep(50);
    await writer.append("plan", "absent", events(1));
    await writer.append("plan", "exists", events(1));
    expect((await following).flat()).toEqual(await everything(writer));
    expect(await store.head()).toMatchObject({ position: (await writer.head()).position });
  });

  it("go on behind a place that lies between two events, and miss none that comes there", async () => {
    // Nothing but the subscription itself may find the event.
    const store = await test.open({ doubtMs: 60_000, pollMs: 60_000 });
    await store.append("plan", "absent", events(1));
    const data = Buffer.from("{}");
    const foreign = { id: crypto.randomUUID(), type: "T", json: true, data, metadata: new Uint8Array() };
    test.double.log.append("somebody-else", "any", [foreign]);
    await sleep(50);
    const { subscriptions } = test.double.counts;
    test.double.cut();
    await expect.poll(() => test.double.counts.subscriptions).toBe(subscriptions + 1);
    await sleep(50);
    expect(await store.append("plan", "any", events(1))).toMatchObject({ kind: "appended", revision: 1 });
  });

  it("hold to what was acknowledged while connections break at random", { timeout: 60_000 }, async () => {
    const store = await test.open({ ...brief, patienceMs: 30_000, answerMs: 1_000 });
    const other = await test.open({ ...brief, patienceMs: 30_000, answerMs: 1_000 });
    test.double.log.commitDelayMs = 3;
    const following = follow(other, { after: 0n, batchSize: 5 }, (seen) => seen.at(-1)?.stream === "the end");
    let writing = true;
    const breaking = (async () => {
      for (let round = 0; writing; round += 1) {
        await sleep(40 + randomMs(120));
        if (round % 3 === 0) test.double.log.forgetIds();
        test.double.cut();
      }
      return undefined;
    })();
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let index = 0; index < 12; index += 1) {
          const expectation = index === 0 ? "absent" : writer % 2 === 0 ? "any" : { revision: index * 2 - 1 };
          const answer = await store.append(`plan-${writer}`, expectation, [event({ index }), event()]);
          expect(answer).toMatchObject({ kind: "appended", revision: index * 2 + 1 });
        }
      }),
    );
    writing = false;
    await breaking;
    await store.append("the end", "absent", events(1));
    const all = await everything(store);
    expect(all).toHaveLength(6 * 12 * 2 + 1);
    expect((await following).flat()).toEqual(all);
  });
});

describe("streams and sizes", () => {
  it("that are absent are empty, by every way of reading", async () => {
    const store = await test.open();
    expect(await store.readStream("absent")).toEqual([]);
    expect(await store.readStream("absent", { direction: "backward", limit: 1 })).toEqual([]);
    expect(await store.readLast("absent")).toBeNull();
  });

  it("above what the server takes are refused with the remedy, and nothing is written", async () => {
    const store = await test.open();
    const text = "x".repeat(700 * 1024);
    const appending = store.append("plan", "absent", [event({ text }), event({ text })]);
    await expect(appending).rejects.toBeInstanceOf(InvalidEvent);
    await expect(appending).rejects.toMatchObject({ field: "events" });
    await expect(appending).rejects.toThrow(/1433\d{3} bytes .* takes 1048576 .* raise the server's MaxAppendSize/);
    expect(await everything(store)).toEqual([]);
    expect(await store.append("plan", "absent", [event({ text })])).toMatchObject({ revision: 0 });
  });
});

describe("known ids", () => {
  it("are a repetition under an expectation that no longer holds, and under one that holds", async () => {
    const store = await test.open();
    const batch = events(2);
    const first = await store.append("plan", "absent", batch);
    await store.append("plan", { revision: 1 }, events(1));
    const again = { ...first, repeated: true };
    test.double.log.forgetIds();
    for (const other of [store, await test.open()]) {
      expect(await other.append("plan", { revision: 0 }, batch)).toEqual(again);
      expect(await other.append("plan", "absent", batch)).toEqual(again);
      // The server alone would write these a second time: it looks at no ids where the expectation holds.
      expect(await other.append("plan", { revision: 2 }, batch)).toEqual(again);
      expect(await other.append("plan", "any", batch)).toEqual(again);
    }
    expect(await everything(store)).toHaveLength(3);
  });
});
