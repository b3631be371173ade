import { describe, expect, it } from "vitest";
import { KnownStreams } from "./known-streams.ts";

const from = (first: number, count: number, mark = "e") =>
  Array.from({ length: count }, (_, index) => ({ revision: first + index, id: `${mark}${first + index}` }));

describe("what is known of streams", () => {
  it("grows only where it goes on without a gap", () => {
    const known = new KnownStreams(100);
    known.extend("plan", from(3, 2));
    expect(known.get("plan")).toBeUndefined();
    known.extend("plan", from(0, 3));
    known.extend("plan", from(2, 3));
    known.extend("plan", from(9, 1));
    expect(known.get("plan")?.last).toBe(4);
    expect([...(known.get("plan")?.ids ?? [])]).toEqual([0, 1, 2, 3, 4].map((revision) => [`e${revision}`, revision]));
  });

  it("forgets what was not used for the longest time, and never what is added to", () => {
    const known = new KnownStreams(10);
    known.extend("a", from(0, 4, "a"));
    known.extend("b", from(0, 4, "b"));
    known.get("a");
    known.extend("c", from(0, 4, "c"));
    expect(["a", "b", "c"].map((stream) => known.get(stream)?.last)).toEqual([3, undefined, 3]);
    known.extend("d", from(0, 50, "d"));
    expect(["a", "c", "d"].map((stream) => known.get(stream)?.last)).toEqual([undefined, undefined, 49]);
    known.forget("d");
    known.extend("e", from(0, 10, "e"));
    expect(known.get("e")?.last).toBe(9);
  });
});
