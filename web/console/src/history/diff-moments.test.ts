import { expect, it } from "vitest";
import { diffParams, effectOf, inOrder, isEffect, readMoments } from "./diff-moments.ts";

it("moments survive their way through the address, where the end is the page's own", () => {
  const moments = {
    from: { asOf: "2018-06-30", knownAt: null },
    to: { asOf: null, knownAt: "2019-01-09T02:00:00.000Z" },
  };
  const params = diffParams(moments);
  expect(params).toMatchObject({ asOf: null, knownAt: "2019-01-09T02:00:00.000Z" });
  const set = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== null);
  expect(readMoments(new URLSearchParams(set))).toEqual(moments);
});

it("the effect of a record lies between the microsecond before it and itself", () => {
  const effect = effectOf("2019-01-09T02:11:07.000000Z", null);
  expect(effect).toEqual({
    from: { asOf: null, knownAt: "2019-01-09T02:11:06.999999Z" },
    to: { asOf: null, knownAt: "2019-01-09T02:11:07.000000Z" },
  });
  expect(isEffect(effect)).toBe(true);
  expect(isEffect({ ...effect, to: { asOf: null, knownAt: null } })).toBe(false);
});

it("two picked records are compared from the earlier to the later", () => {
  const [early, late] = ["2019-01-09T02:11:07.000001Z", "2019-01-09T02:11:07.000002Z"];
  expect(inOrder(late, early, null)).toEqual(inOrder(early, late, null));
  expect(inOrder(late, early, null).from.knownAt).toBe(early);
  expect(isEffect(inOrder(late, early, null))).toBe(true);
  expect(isEffect(inOrder("2019-01-08T00:00:00.000000Z", late, null))).toBe(false);
});
