import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText, numberText, readDecimal, shifted } from "./exact-decimal.ts";

describe("exact decimals", () => {
  it("come back as they were written", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 12 }), (value, digits) => {
        expect(readDecimal(decimalText(value, digits), digits)).toBe(value);
      }),
    );
  });

  it("of an amount come back through the number in a cell", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n - 1n), (fen) => {
        const wan = decimalText(fen, 6);
        expect(numberText(Number(wan))).toBe(wan);
      }),
      { numRuns: 1000 },
    );
  });

  it("shift by powers of ten and back", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: -9, max: 9 }), (value, places) => {
        const text = decimalText(value, 4);
        expect(shifted(shifted(text, places), -places)).toBe(text);
      }),
    );
    expect(shifted("0.005", 2)).toBe("0.5");
    expect(shifted("-2.5", -2)).toBe("-0.025");
  });

  it.each([
    [0.1 + 0.2, "0.3"],
    [2827.3500000000004, "2827.35"],
    [2827.3500001, "2827.3500001"],
    [123_456_789.1234567, "123456789.1234567"],
    [1e21, "1000000000000000000000"],
    [1.5e-7, "0.00000015"],
    [-0, "0"],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
  ])("show the number %s as %s", (number, text) => {
    expect(numberText(number)).toBe(text);
  });

  it.each(["", ".5", "5.", "1e3", "+1", "0x1", "1,00", "1 000", "--1", "１"])("are not read from %j", (text) => {
    expect(readDecimal(text, 6)).toBe("not-a-decimal");
  });

  it("take grouping commas and zeros behind, and no digit too many", () => {
    expect(readDecimal("1,234,567.8900000", 2)).toBe(123_456_789n);
    expect(readDecimal("0.001", 2)).toBe("too-many-decimals");
  });
});
