import { expect, it } from "vitest";
import { fileSize } from "./file-size.ts";

it.each([
  [1, "1 KB"],
  [850_400, "850 KB"],
  [999_500, "1 MB"],
  [1_240_000, "1.2 MB"],
  [20_971_520, "21 MB"],
])("%i bytes are %s", (bytes, said) => {
  expect(fileSize(bytes, "zh-CN")).toBe(said);
  expect(fileSize(bytes, "en")).toBe(said);
});
