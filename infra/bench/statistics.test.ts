import { expect, test } from "vitest";
import { median, percentile, spread } from "./statistics.ts";

test.each([
  [[5], 5],
  [[9, 1, 5], 5],
  [[1, 2, 3, 10], 2.5],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test.each([
  [0.5, 50],
  [0.99, 99],
  [1, 100],
  [0.001, 1],
])("the %d percentile of 1 to 100 is %d, in whatever order they come", (share, expected) => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(values, share)).toBe(expected);
  expect(percentile(Float64Array.from(values), share)).toBe(expected);
});

test("nothing has neither a median nor a percentile", () => {
  expect(() => median([])).toThrow("no median of nothing");
  expect(() => percentile([], 0.5)).toThrow("no percentile of nothing");
});

test("the spread is the range as a share of the median", () => {
  expect(spread([90, 100, 120])).toBeCloseTo(0.3);
  expect(spread([0, 0, 0])).toBe(0);
});
