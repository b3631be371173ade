import { expect, it } from "vitest";
import { recentlyUsed } from "./recently-used.ts";

it("keeps what was asked for last and lets the rest go", () => {
  const cache = recentlyUsed<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  expect(cache.get("a")).toBe(1);
  cache.set("c", 3);
  expect(["a", "b", "c"].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
});

it("keeps a value once, however often it is set", () => {
  const cache = recentlyUsed<number>(2);
  for (const value of [1, 2, 3]) cache.set("a", value);
  cache.set("b", 4);
  expect(cache.get("a")).toBe(3);
});
