import { expect, it } from "vitest";
import { recent } from "./recent.ts";

it("makes an answer once, also where two ask at the same time", async () => {
  let made = 0;
  const keep = recent<number>(2);
  const make = async () => ++made;
  expect(await Promise.all([keep("a", make), keep("a", make)])).toEqual([1, 1]);
});

it("forgets the answer that was asked for longest ago", async () => {
  let made = 0;
  const keep = recent<number>(2);
  const make = async () => ++made;
  for (const key of ["a", "b", "a", "c", "a"]) await keep(key, make);
  expect(made).toBe(3);
  expect(await keep("b", make)).toBe(4);
});

it("keeps no failure", async () => {
  const keep = recent<number>(2);
  await expect(keep("a", () => Promise.reject(new Error("once")))).rejects.toThrow("once");
  expect(await keep("a", async () => 1)).toBe(1);
});
