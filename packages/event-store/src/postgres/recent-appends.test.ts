import { describe, expect, it } from "vitest";
import { RecentAppends, type Written } from "./recent-appends.ts";

function written(position: bigint, size: number, data = "{}"): Written {
  const event = { id: "", type: "T", data, meta: "{}", bytes: data.length };
  return {
    request: { stream: "plan", expectation: "any", events: Array.from({ length: size }, () => event) },
    appended: { kind: "appended", revision: Number(position), position, recordedAt: "now", repeated: false },
  };
}

const positions = (recent: RecentAppends, after: bigint, limit = 100) => {
  const found = recent.after(after, limit);
  return found && [...found.events.map(({ position }) => Number(position)), found.more];
};

describe("the last appends of a process", () => {
  it("go on where a follower is, in whole appends", () => {
    const recent = new RecentAppends();
    for (const [position, size] of [
      [3n, 3],
      [4n, 1],
      [8n, 4],
    ] as const) {
      recent.add(written(position, size));
    }
    expect(positions(recent, 0n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, false]);
    expect(positions(recent, 3n)).toEqual([4, 5, 6, 7, 8, false]);
    expect(positions(recent, 0n, 4)).toEqual([1, 2, 3, 4, true]);
    expect(positions(recent, 4n, 1)).toEqual([5, 6, 7, 8, false]);
  });

  it("are no answer for who is elsewhere: before them, behind them, or in the middle of one", () => {
    const recent = new RecentAppends();
    recent.add(written(10n, 3));
    expect([5n, 8n, 9n, 10n].map((after) => positions(recent, after))).toEqual([null, null, null, null]);
  });

  it("begin anew behind what another process has appended", () => {
    const recent = new RecentAppends();
    recent.add(written(1n, 1));
    recent.add(written(3n, 1));
    expect(positions(recent, 0n)).toBeNull();
    expect(positions(recent, 2n)).toEqual([3, false]);
  });

  it("are kept within bounds, the newest of them", () => {
    const recent = new RecentAppends();
    for (let position = 1n; position <= 1_001n; position += 1n) recent.add(written(position, 1));
    expect(positions(recent, 0n)).toBeNull();
    expect(positions(recent, 1n, 1)).toEqual([2, true]);
    const large = JSON.stringify({ text: "x".repeat(3 * 1024 * 1024) });
    recent.add(written(1_002n, 1, large));
    recent.add(written(1_003n, 1, large));
    expect(positions(recent, 1_001n)).toBeNull();
    expect(positions(recent, 1_002n)).toEqual([1_003, false]);
  });
});
