import { describe, expect, it } from "vitest";
import type { Expectation } from "../event-store.ts";
import type { AppendRequest } from "./append-request.ts";
import { KnownEnds } from "./known-ends.ts";

const instant = "2026-01-09T02:11:07.000001Z";

function request(stream: string, expectation: Expectation, size = 1): AppendRequest {
  const event = { id: "", type: "T", data: "{}", meta: "{}", bytes: 4 };
  return { stream, expectation, events: Array.from({ length: size }, () => event) };
}

function known(): KnownEnds {
  const ends = new KnownEnds();
  ends.learn(4n, { last: { position: 7n, recordedAt: instant }, ends: [["plan", 2]] });
  return ends;
}

const revisions = (ends: KnownEnds, ...requests: AppendRequest[]) =>
  ends.plan(requests)?.appends.map(({ revision }) => revision);

describe("what a process knows of the ends", () => {
  it("is nothing before its first append", () => {
    expect(new KnownEnds().plan([request("plan", "any")])).toBeNull();
  });

  it("places an append behind the last one of its stream", () => {
    expect(known().plan([request("plan", { revision: 2 })])).toMatchObject({ base: 7n, baseAt: instant });
    expect(revisions(known(), request("plan", "any", 2), request("plan", { revision: 4 }))).toEqual([3, 5]);
  });

  it.each<Expectation>(["absent", { revision: 1 }, { revision: 3 }])(
    "leaves it to the database to refuse %j",
    (expectation) => {
      expect(known().plan([request("plan", expectation)])).toBeNull();
    },
  );

  it.each<Expectation>(["any", "exists"])("leaves a stream that it does not know to the database under %j", (one) => {
    expect(known().plan([request("other", one)])).toBeNull();
  });

  it("believes an expectation of an unknown stream, and asks for it to be looked up", () => {
    const plan = known().plan([request("new", "absent"), request("old", { revision: 8 }), request("new", "exists")]);
    expect(plan?.appends.map(({ revision }) => revision)).toEqual([0, 9, 1]);
    expect([...(plan?.unsure ?? [])]).toEqual([
      ["new", -1],
      ["old", 8],
    ]);
  });

  it("leaves revisions that no stream can reach to the database", () => {
    expect(known().plan([request("other", { revision: 2 ** 31 - 1 })])).toBeNull();
    expect(known().plan([request("other", { revision: Number.MAX_SAFE_INTEGER })])).toBeNull();
  });

  it("forgets the streams when somebody else has appended, and keeps them when nobody has", () => {
    const ends = known();
    ends.learn(7n, { last: { position: 8n, recordedAt: instant }, ends: [["second", 0]] });
    expect(revisions(ends, request("plan", "any"))).toEqual([3]);
    ends.learn(9n, { last: null, ends: [] });
    expect(ends.plan([request("plan", "any")])).toBeNull();
    expect(ends.plan([request("new", "absent")])).toMatchObject({ base: 9n, baseAt: null });
  });

  it("keeps the tail's instant while a group wrote nothing", () => {
    const ends = known();
    ends.learn(7n, { last: null, ends: [] });
    expect(ends.plan([request("plan", "any")])?.baseAt).toBe(instant);
  });

  it("drops the streams that were longest unused beyond a bound", () => {
    const ends = known();
    const many = Array.from({ length: 50_000 }, (_, index) => [`s-${index}`, 0] as const);
    ends.learn(7n, { last: null, ends: many });
    expect(ends.plan([request("plan", "any")])).toBeNull();
    expect(revisions(ends, request("s-0", "any"))).toEqual([1]);
  });
});
