import { expect, test } from "vitest";
import { figure, table } from "./table.ts";

test.each([
  [16_812.4, "16 812"],
  [1_234_567, "1 234 567"],
  [99.96, "100.0"],
  [12.34, "12.3"],
  [2.314, "2.31"],
  [0.0421, "0.042"],
  [0, "0.00"],
])("%d is shown as %s", (value, text) => {
  expect(figure(value)).toBe(text);
});

test("columns stand under each other: names to the left, figures to the right", () => {
  const lines = table([
    ["", "events/s", "ratio", "rounds"],
    ["  raw", "16 812", "1.00", "±3 %"],
    ["  ours", "9", "", "±10 %"],
    ["  castore", "failed"],
  ]);
  expect(lines).toEqual([
    "           events/s  ratio  rounds",
    "  raw        16 812   1.00  ±3 %",
    "  ours            9         ±10 %",
    "  castore    failed",
  ]);
});
