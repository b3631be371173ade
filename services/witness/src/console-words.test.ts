import { expect, test } from "vitest";
import { saidOf } from "./console-words.ts";

const origin = "log.example/log";
const refused = { origin, why: "root-differs", size: undefined };

test("another tree of a size that was signed is told from a larger one that leaves out what was signed", () => {
  const same = saidOf({ ...refused, status: 409, size: 7 });
  expect(same).toContain("同为 7 条，内容却不同");
  expect(same).toContain("another tree of the same size");
  const larger = saidOf({ ...refused, status: 422 });
  expect(larger).toContain("⚠ 新日志不包含我签署过的内容");
  expect(larger).toContain("the new log does not contain what was signed before (422, root-differs)");
  expect(larger).not.toContain("undefined");
});
