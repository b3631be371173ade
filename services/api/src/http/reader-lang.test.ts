import { expect, it } from "vitest";
import { readerLang } from "./reader-lang.ts";

it.each([
  [null, "zh"],
  ["", "zh"],
  ["en", "en"],
  ["en-GB,en;q=0.9,zh;q=0.8", "en"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["fr-FR,fr;q=0.9,en;q=0.4", "en"],
  ["en;q=0.2, zh;q=0.7", "zh"],
  ["en;q=0", "zh"],
  ["bo", "zh"],
  ["*", "zh"],
  ["en;q=abc", "zh"],
  [`${"x".repeat(9000)},en`, "en"],
])("Accept-Language %j is read as %s", (header, lang) => {
  expect(readerLang(header)).toBe(lang);
});
