import { expect, test } from "vitest";
import type { Measure } from "./measures/measure.ts";
import { measureLines, quietLine, ratioToBase } from "./results.ts";

const sample = (value: number, details: Record<string, number> = {}) => ({ value, details, busy: 2 });
const raw = { subject: "raw", rounds: [sample(100), sample(50), sample(200)] };

test("the ratio is the median of the ratios of each round, also while the machine changes", () => {
  expect(ratioToBase({ subject: "ours", rounds: [sample(200), sample(100), sample(400)] }, raw)).toBe(2);
});

test("a round that failed on either side has no ratio", () => {
  const ours = { subject: "ours", rounds: [{ failure: "no" }, sample(75), sample(200)] };
  expect(ratioToBase(ours, raw)).toBe(1.25);
  expect(ratioToBase({ subject: "ours", rounds: [{ failure: "no" }] }, raw)).toBeNull();
});

test("a measure is a table with its goal, and what failed says why", () => {
  const measure: Measure = {
    name: "append-1",
    title: "append, 1 writer",
    unit: "events/s",
    subjects: ["raw", "ours", "castore"],
    base: "raw",
    goal: "0.90",
    run: () => Promise.reject(new Error("not run here")),
  };
  const ours = {
    subject: "ours",
    rounds: [sample(110, { "p50 ms": 0.25 }), sample(55, { "p50 ms": 0.75 }), sample(1)],
  };
  const castore = { subject: "castore", rounds: [{ failure: "no such table" }] };
  expect(measureLines(measure, [raw, ours, castore])).toEqual([
    "append, 1 writer   [append-1; goal: 0.90]",
    "           events/s  ratio  p50 ms  rounds",
    "  raw           100   1.00          ±75 %",
    "  ours         55.0   1.10    0.50  ±99 %",
    "  castore    failed",
    "    castore failed in 1 of 1 rounds: no such table",
  ]);
});

test("how busy the machine was is told over all samples", () => {
  expect(quietLine([raw])).toBe(
    "others kept 2.00 % of the machine busy before a sample (median), 2.00 % before the worst",
  );
  expect(quietLine([{ subject: "raw", rounds: [{ failure: "no" }] }])).toBe("no sample was taken");
});
