import { expect, it } from "vitest";
import type { ReadStreamOptions } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { event, events, everything, splitsAnAppend } from "./given.ts";

export function readContract(subject: Subject): void {
  it("finds nothing in an empty store", async () => {
    const { store } = subject();
    expect(await store.readAll({ after: 0n, limit: 10 })).toEqual([]);
    expect(await store.readStream("plan")).toEqual([]);
    expect(await store.readLast("plan")).toBeNull();
    expect(await store.head()).toMatchObject({ position: 0n });
    expect(await store.lastPosition()).toBe(0n);
  });

  it.each<[ReadStreamOptions, number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ from: 2 }, [2, 3, 4]],
    [{ from: 5 }, []],
    [{ limit: 2 }, [0, 1]],
    [{ from: 3, limit: 9 }, [3, 4]],
    [{ direction: "backward" }, [4, 3, 2, 1, 0]],
    [{ direction: "backward", limit: 2 }, [4, 3]],
    [{ direction: "backward", from: 2 }, [2, 1, 0]],
    [{ direction: "backward", from: 2, limit: 2 }, [2, 1]],
    [{ direction: "backward", from: 99, limit: 1 }, [4]],
    [{ direction: "backward", from: Number.MAX_SAFE_INTEGER, limit: 1 }, [4]],
  ])("reads a stream of five with %o", async (options, revisions) => {
    const { store } = subject();
    await store.append("plan", "any", events(3));
    await store.append("other", "any", events(4));
    await store.append("plan", "any", events(2));
    expect((await store.readStream("plan", options)).map(({ revision }) => revision)).toEqual(revisions);
  });

  it("reads the last event of a stream", async () => {
    const { store } = subject();
    await store.append("plan", "any", events(2));
    const last = event({ last: true });
    await store.append("plan", "any", [last]);
    await store.append("plan-2", "any", events(1));
    expect(await store.readLast("plan")).toMatchObject({ ...last, revision: 2, stream: "plan" });
    expect(await store.readLast("pla")).toBeNull();
  });

  readAllContract(subject);
}

function readAllContract(subject: Subject): void {
  it("sees its own appends at once, by every way of reading, also through another store", async () => {
    const { store, open } = subject();
    const other = await open();
    let after = 0n;
    for (let revision = 0; revision < 20; revision += 1) {
      const given = event();
      const appended = await store.append("plan", "any", [given]);
      const position = appended.kind === "appended" ? appended.position : -1n;
      expect(await store.readLast("plan")).toMatchObject({ id: given.id, position });
      expect((await store.readAll({ after, limit: 5 })).map(({ id }) => id)).toEqual([given.id]);
      expect(await Promise.all([store.lastPosition(), other.lastPosition()])).toEqual([position, position]);
      expect((await store.head()).position).toBe(position);
      after = position;
    }
  });

  it("reads everything in order, in whole appends and within the limit wherever one append is not larger", async () => {
    const { store } = subject();
    const sizes = [2, 1, 5, 3, 1, 1, 4, 2, 7, 1];
    for (const [index, size] of sizes.entries()) await store.append(`plan-${index % 3}`, "any", events(size));
    const all = await everything(store);
    for (let limit = 1; limit <= all.length + 1; limit += 1) {
      const read = [];
      for (let after = 0n; ;) {
        const batch = await store.readAll({ after, limit });
        if (batch.length === 0) break;
        expect(splitsAnAppend(batch, all)).toBe(false);
        expect(batch.length <= limit || new Set(batch.map(({ recordedAt }) => recordedAt)).size === 1).toBe(true);
        read.push(...batch);
        after = batch.at(-1)?.position ?? after;
      }
      expect(read).toEqual(all);
    }
  });

  it("goes on after any position it has given, and finds nothing after the last", async () => {
    const { store } = subject();
    for (let index = 0; index < 6; index += 1) await store.append("plan", "any", events(1));
    const all = await everything(store);
    for (const [index, { position }] of all.entries()) {
      expect(await store.readAll({ after: position, limit: 100 })).toEqual(all.slice(index + 1));
    }
  });

  it("names an option that makes no sense", async () => {
    const { store } = subject();
    const { signal } = new AbortController();
    await expect(store.readAll({ after: -1n, limit: 1 })).rejects.toThrow(/^after is -1/);
    await expect(store.readAll({ after: 0n, limit: 0 })).rejects.toThrow(/^limit is 0/);
    await expect(store.readStream("plan", { from: -1 })).rejects.toThrow(/^from is -1/);
    await expect(store.readStream("plan", { limit: 1.5 })).rejects.toThrow(/^limit is 1.5/);
    expect(() => store.subscribe({ after: 0n, batchSize: 0, signal })).toThrow(/^batchSize is 0/);
  });

  it("refuses to work once it is closed, and finishes what it had accepted", async () => {
    const { store, open } = subject();
    const other = await open();
    const accepted = Array.from({ length: 20 }, () => store.append("plan", "any", events(1)));
    await store.close();
    expect((await Promise.all(accepted)).map(({ kind }) => kind)).toEqual(accepted.map(() => "appended"));
    await expect(store.append("plan", "any", events(1))).rejects.toThrow(/closed/);
    await expect(store.readAll({ after: 0n, limit: 1 })).rejects.toThrow(/closed/);
    await expect(store.lastPosition()).rejects.toThrow(/closed/);
    await store.close();
    if (other !== store) expect(await everything(other)).toHaveLength(20);
  });
}
