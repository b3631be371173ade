import { expect, test } from "vitest";
import { breachWords, ruleWords } from "../rule-words.ts";
import { cliWords, verifyUsage } from "./cli-words.ts";

const halfWidth = /[\p{Script=Han}”）][,;:?!]|[,;][\p{Script=Han}“（]|\p{Script=Han}\(|\)\p{Script=Han}/u;

test("Chinese words have Chinese punctuation", () => {
  const words = [ruleWords, breachWords, cliWords].flatMap((each) => Object.values(each));
  expect(words.length).toBeGreaterThan(30);
  expect([...words, verifyUsage].map(({ zh }) => zh).filter((zh) => halfWidth.test(zh))).toEqual([]);
});
