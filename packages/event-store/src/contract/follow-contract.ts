import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { StoredEvent } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { events, everything, follow, splitsAnAppend } from "./given.ts";

const count = (size: number) => (seen: readonly StoredEvent[]) => seen.length >= size;

export function followContract(subject: Subject): void {
  it("gives what is there and then what comes, once and in order", async () => {
    const { store, open } = subject();
    const writer = await open();
    for (let index = 0; index < 10; index += 1) await store.append("plan", "any", events(2));
    const following = follow(store, { after: 0n, batchSize: 3 }, count(40));
    for (let index = 0; index < 10; index += 1) {
      await writer.append("plan", "any", events(2));
      await sleep(index % 4);
    }
    expect((await following).flat()).toEqual(await everything(store));
  });

  it("starts on an empty store and waits", async () => {
    const { store } = subject();
    const following = follow(store, { after: 0n }, count(2));
    await sleep(50);
    await store.append("plan", "any", events(2));
    expect((await following).flat()).toEqual(await everything(store));
  });

  it("hears soon of an append made through another store", async () => {
    const { store, open } = subject();
    const writer = await open();
    const following = follow(store, { after: 0n }, count(1));
    await sleep(300);
    const from = performance.now();
    await writer.append("plan", "any", events(1));
    await following;
    // Far below any poll, far above a loaded machine's round trip.
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  resumeContract(subject);
}

function resumeContract(subject: Subject): void {
  it("goes on from a checkpoint without a gap or a repeat, wherever it stopped", async () => {
    const { store } = subject();
    for (let index = 0; index < 12; index += 1) await store.append(`plan-${index % 2}`, "any", events(1 + (index % 3)));
    const all = await everything(store);
    const seen: StoredEvent[] = [];
    while (seen.length < all.length) {
      const stopAfter = seen.length + 1;
      const batches = await follow(
        store,
        { after: seen.at(-1)?.position ?? 0n, batchSize: 4 },
        (now) => seen.length + now.length >= stopAfter,
      );
      seen.push(...batches.flat());
    }
    expect(seen).toEqual(all);
  });

  it("never splits an append over two batches", async () => {
    const { store } = subject();
    const writing = (async () => {
      for (let index = 0; index < 30; index += 1)
        await store.append(`plan-${index % 3}`, "any", events(1 + (index % 5)));
    })();
    const batches = await follow(store, { after: 0n, batchSize: 4 }, count(90));
    await writing;
    const all = await everything(store);
    expect(batches.flat()).toEqual(all);
    expect(batches.filter((batch) => splitsAnAppend(batch, all))).toEqual([]);
  });

  it("reads no further than a slow consumer asks, and holds back neither writers nor other followers", async () => {
    const { store } = subject();
    for (let index = 0; index < 5; index += 1) await store.append("plan", "any", events(1));
    const abort = new AbortController();
    const slow = store.subscribe({ after: 0n, batchSize: 2, signal: abort.signal })[Symbol.asyncIterator]();
    const first = await slow.next();
    expect(first.done ? [] : first.value).toHaveLength(2);
    for (let index = 0; index < 100; index += 1) await store.append("plan", "any", events(1));
    expect((await follow(store, { after: 0n, batchSize: 50 }, count(105))).flat()).toHaveLength(105);
    const second = await slow.next();
    expect(second.done ? [] : second.value.map(({ revision }) => revision)).toEqual([2, 3]);
    abort.abort();
    expect(await slow.next()).toMatchObject({ done: true });
  });

  manyFollowersContract(subject);
}

function manyFollowersContract(subject: Subject): void {
  it("serves many followers at once, each from its own place", async () => {
    const { store } = subject();
    for (let index = 0; index < 20; index += 1) await store.append("plan", "any", events(1));
    const starts = (await everything(store)).map(({ position }) => position);
    const followers = starts.map((after, index) =>
      follow(store, { after, batchSize: 1 + (index % 7) }, (seen) => seen.at(-1)?.revision === 39),
    );
    for (let index = 0; index < 20; index += 1) await store.append("plan", "any", events(1));
    const all = await everything(store);
    for (const [index, batches] of (await Promise.all(followers)).entries()) {
      expect(batches.flat()).toEqual(all.slice(index + 1));
    }
  });

  it("ends when the signal aborts: before it starts, while it waits, and between two batches", async () => {
    const { store } = subject();
    for (let index = 0; index < 5; index += 1) await store.append("plan", "any", events(1));
    expect(await drained(store.subscribe({ after: 0n, signal: AbortSignal.abort() }))).toBe(0);

    const waiting = new AbortController();
    const { position } = await store.head();
    const ended = drained(store.subscribe({ after: position, signal: waiting.signal }));
    await sleep(50);
    waiting.abort();
    expect(await ended).toBe(0);

    const between = await follow(store, { after: 0n, batchSize: 2 }, count(2));
    expect(between.flat()).toHaveLength(2);
  });

  it("ends when the store closes", async () => {
    const { store } = subject();
    const ended = drained(store.subscribe({ after: 0n, signal: new AbortController().signal }));
    await sleep(50);
    await store.close();
    expect(await ended).toBe(0);
  });
}

async function drained(batches: AsyncIterable<readonly StoredEvent[]>): Promise<number> {
  let seen = 0;
  for await (const batch of batches) seen += batch.length;
  return seen;
}
