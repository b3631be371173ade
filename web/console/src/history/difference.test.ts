import { expect, it } from "vitest";
import { dayDifference, decimalDifference } from "./difference.ts";

it.each([
  ["95.00", "80.73", "−14.27"],
  ["0", "12.50", "+12.5"],
  ["8000", "12", "−7988"],
  ["1.10", "1.1", "0"],
  ["0.001", "0", "−0.001"],
  ["无", "1", null],
])("from %s to %s it is %s", (a, b, difference) => {
  expect(decimalDifference(a, b)).toBe(difference);
});

it("counts days with their sign", () => {
  expect(dayDifference("2020-10-31", "2020-12-03")).toBe("+33");
  expect(dayDifference("2020-12-03", "2020-10-31")).toBe("−33");
});
