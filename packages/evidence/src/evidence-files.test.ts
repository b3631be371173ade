import { expect, test } from "vitest";
import { isSha256 } from "./evidence-files.ts";

test.each([
  ["a".repeat(64), true],
  ["A".repeat(64), false],
  ["a".repeat(63), false],
  [`${"a".repeat(64)}\n`, false],
  ["../../../etc/passwd", false],
])("%j is a name of evidence: %s", (text, is) => {
  expect(isSha256(text)).toBe(is);
});
