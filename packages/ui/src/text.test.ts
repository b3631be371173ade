import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fenOf, writeAmount } from "./amount-text.ts";
import { fixedDecimal } from "./percent.tsx";
import { addDays, daysBetween, dayText, instantText, shanghaiTime } from "./time-text.ts";

describe("amount text", () => {
  it.each([
    [15_000_000_000n, "wan", undefined, "15000", true],
    [2_995_492_500n, "wan", 2, "2995.49", false],
    [2_700_000_000n, "wan", 2, "2700.00", true],
    [-490_000n, "wan", 2, "−0.49", true],
    [-17_000_000n, "yuan", undefined, "−170,000.00", true],
  ] as const)("%s fen in %s with %s digits is %s", (fen, unit, digits, text, exact) => {
    expect(writeAmount(fen, unit, digits)).toEqual({ fen, text, exact });
  });

  it("takes figures as GraphQL writes them, and nothing else", () => {
    expect(fenOf("2700000000")).toBe(2_700_000_000n);
    expect(fenOf(null)).toBeNull();
    expect(() => fenOf("12.5")).toThrow("12.5");
  });
});

describe("decimal text", () => {
  it.each([
    ["78", 2, "78.00"],
    ["12.333", 2, "12.33"],
    ["0.005", 2, "0.01"],
    ["-0.485", 2, "-0.49"],
    ["99.5", 0, "100"],
    ["n/a", 2, "n/a"],
  ])("%s with %s digits is %s", (text, digits, expected) => {
    expect(fixedDecimal(text, digits)).toBe(expected);
  });
});

describe("time text", () => {
  it("writes a day as the language does", () => {
    expect(dayText("2018-06-03", "zh-CN")).toBe("2018年6月3日");
    expect(dayText("2018-06-03", "en")).toBe("3 June 2018");
  });

  it("writes an instant in Shanghai, over midnight and year", () => {
    expect(instantText("2018-12-31T16:30:00.000001Z")).toBe("2019-01-01 00:30");
    expect(shanghaiTime("2019-01-09T02:11:07.123456Z")).toEqual({ day: "2019-01-09", clock: "10:11:07" });
    expect(() => instantText("yesterday")).toThrow("yesterday");
  });

  it("counts days there and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        expect(daysBetween("2016-02-29", addDays("2016-02-29", days))).toBe(days);
      }),
    );
  });
});
