import { expect, test } from "vitest";
import { faultWords } from "./fault-words.ts";
import { stepWords } from "./step-words.ts";

const halfWidth = /[\p{Script=Han}”）][,;:?!]|[,;][\p{Script=Han}“（]|\p{Script=Han}\(|\)\p{Script=Han}/u;

test("Chinese words have Chinese punctuation", () => {
  const words = [...Object.values(faultWords), ...Object.values(stepWords)];
  expect(words.length).toBeGreaterThan(80);
  expect(words.map(({ zh }) => zh).filter((zh) => halfWidth.test(zh))).toEqual([]);
});
