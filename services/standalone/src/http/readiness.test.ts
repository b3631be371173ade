import { memoryStore } from "@mingzhang/event-store/memory";
import { describe, expect, it } from "vitest";
import type { ShardStanding } from "@mingzhang/read-models";
import { readinessOf } from "./readiness.ts";

const epoch = "1970-01-01T00:00:00.000000Z";

/** A store with two events, recorded so many seconds ago, and tables that stand at a position. */
async function sources(
  age: number,
  position: bigint,
  ...[failure = null, shards = []]: [failure?: Error | null, shards?: readonly ShardStanding[]]
) {
  const store = memoryStore({ now: () => new Date(Date.now() - age * 1000) });
  for (const id of ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]) {
    await store.append("plan-x", "any", [{ id, type: "Something", data: {}, meta: {} }]);
  }
  const readModels = { projection: async () => ({ position, recordedAt: epoch, shards, workers: [] }) };
  return { store, readModels, stoppedBy: () => failure, publicLog: () => held };
}

const held = {
  state: "held",
  size: 3,
  publishedSize: 2,
  waitingSeconds: 61,
  promiseBroken: true,
  cause: "quorum-missing",
  remedy: { zh: "请联系见证人", en: "call the witnesses" },
} as const;

describe("readiness", () => {
  it("is there where everything is projected", async () => {
    expect(await readinessOf(await sources(3600, 2n))).toMatchObject({ ready: true, state: "ready", lagEvents: 0n });
  });

  it("tells how the public log is doing, whose trouble takes nothing from what is published", async () => {
    expect(await readinessOf(await sources(3600, 2n))).toMatchObject({ ready: true, publicLog: held });
  });

  it("is there while the last writes are on their way, and not where they have been so for long", async () => {
    expect(await readinessOf(await sources(1, 1n))).toMatchObject({ ready: true, lagEvents: 1n });
    const late = await readinessOf(await sources(3600, 1n));
    expect(late).toMatchObject({ ready: false, state: "catching-up", position: 1n, head: 2n, lagEvents: 1n });
    expect(late.lagSeconds).toBeGreaterThan(3500);
  });

  it("is not there where the projector has stopped, and tells a code and no message", async () => {
    const stopped = await readinessOf(await sources(1, 2n, new Error("no route to db.internal")));
    expect(stopped).toMatchObject({ ready: false, state: "projector-stopped", cause: "projector-failed" });
    expect(JSON.stringify(stopped, (_, value) => String(value))).not.toContain("db.internal");
  });

  it("stays where one shard stands still, and says so: other plans go on", async () => {
    const failure = { event: "e7", type: "Unheard", plan: "x", position: 2n, reason: "unknown", since: epoch };
    const standing = { shard: 3, position: 1n, pending: true, holder: 1, failure };
    const now = await readinessOf(await sources(1, 2n, null, [standing]));
    expect(now).toMatchObject({ ready: true, state: "shard-standing", cause: "event-not-projectable" });
    expect(now.shards).toEqual([standing]);
  });

  it("is not there where the database does not answer", async () => {
    const silent = await sources(1, 2n);
    const readModels = { projection: async () => Promise.reject(new Error("connection refused")) };
    expect(await readinessOf({ ...silent, readModels })).toMatchObject({
      state: "unreachable",
      cause: "database-unreachable",
    });
  });
});
