import { describe, expect, it } from "vitest";
import { describeEventStoreContract } from "../contract/contract-suite.ts";
import { events } from "../contract/given.ts";
import { memoryStore } from "./memory-store.ts";

describeEventStoreContract(
  "memory",
  async () => {
    const store = memoryStore();
    return {
      store,
      // The memory of one process has no second one, and no gap between an append and its being visible.
      open: async () => store,
      delayCommits: async () => undefined,
      dispose: () => store.close(),
    };
  },
  { idsAreKnown: "everywhere", connections: "none" },
);

describe("the memory store's clock", () => {
  it("records at the given time, and a microsecond later where the clock stands or steps back", async () => {
    const times = [
      "2026-01-09T02:11:07.123Z",
      "2026-01-09T02:11:07.123Z",
      "2025-01-01T00:00:00Z",
      "2026-01-10T00:00:00Z",
    ];
    const store = memoryStore({ now: () => new Date(times.shift() ?? 0) });
    const answers = [];
    for (let index = 0; index < 4; index += 1) answers.push(await store.append("plan", "any", events(2)));
    expect(answers.map((answer) => answer.kind === "appended" && answer.recordedAt)).toEqual([
      "2026-01-09T02:11:07.123000Z",
      "2026-01-09T02:11:07.123001Z",
      "2026-01-09T02:11:07.123002Z",
      "2026-01-10T00:00:00.000000Z",
    ]);
  });

  it("records after a settled instant although the clock stepped back in between", async () => {
    let now = new Date("2026-01-09T02:11:07Z");
    const store = memoryStore({ now: () => now });
    const { settledAt } = await store.head();
    now = new Date("2026-01-09T02:11:06Z");
    const answer = await store.append("plan", "any", events(1));
    expect(answer).toMatchObject({ recordedAt: "2026-01-09T02:11:07.000001Z" });
    expect(settledAt).toBe("2026-01-09T02:11:07.000000Z");
  });
});
