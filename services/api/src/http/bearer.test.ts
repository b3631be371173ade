import { expect, it } from "vitest";
import { bearerCheck } from "./bearer.ts";

const isStaff = bearerCheck("0123456789abcdef");

it.each(["Bearer 0123456789abcdef", "bearer 0123456789abcdef", "Bearer  0123456789abcdef "])("takes %j", (header) => {
  expect(isStaff(header)).toBe(true);
});

it.each([
  null,
  "",
  "Bearer",
  "Bearer ",
  "0123456789abcdef",
  "Basic 0123456789abcdef",
  "Bearer 0123456789abcde",
  "Bearer 0123456789abcdeg",
  "Bearer 0123456789abcdef0",
  "Bearer 0123456789abcdef x",
])("turns %j away", (header) => {
  expect(isStaff(header)).toBe(false);
});
