import { expect, test } from "vitest";
import { measures } from "./measures/measures.ts";
import { readOptions } from "./options.ts";

const names = (...given: string[]) => readOptions(given, measures).chosen.map(({ name }) => name);

test("without names every measure is taken, in three rounds", () => {
  expect(names()).toEqual(measures.map(({ name }) => name));
  expect(readOptions([], measures)).toMatchObject({ rounds: 3, waitMs: 5_000, scale: "usual", largest: 1_000_000 });
});

test("a name or its beginning chooses measures", () => {
  expect(names("append-1", "visible")).toEqual(["append-1", "visible"]);
  expect(names("append-")).toEqual(["append-1", "append-8", "append-32", "append-slow", "append-100"]);
});

test.each([
  [["appendix"], /no measure appendix; there are append-1, /],
  [["--rounds", "0"], /--rounds 0: give a number from 1/],
  [["--wait", "soon"], /--wait soon: give a number from 0/],
  [["--slow"], /--slow/],
])("%j is refused with what is wrong", (given, message) => {
  expect(() => readOptions(given, measures)).toThrow(message);
});

test("every measure has a name of its own and measures its own base", () => {
  expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
  expect(measures.filter(({ subjects, base }) => base !== undefined && !subjects.includes(base))).toEqual([]);
});
