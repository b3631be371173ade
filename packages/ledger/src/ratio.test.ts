import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wanText } from "./money.ts";
import { compareDecimals, growingShare, parseDecimal, percentText, type Decimal } from "./ratio.ts";

function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`not a decimal: ${text}`);
  return parsed;
}

describe("the funding rule's arithmetic", () => {
  it("gives 0.5 % of 54.34 亿元 growing by 5 % a year, exactly", () => {
    const base = 543_400_000_000n;
    const line = [0, 1, 2, 3, 4].map((years) =>
      wanText(growingShare(base, { rate: decimal("0.5"), growth: decimal("5"), years })),
    );
    expect(line).toEqual(["2717", "2852.85", "2995.4925", "3145.267125", "3302.530481"]);
  });

  it("rounds once, to the nearest fen", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }), (base, years) => {
        const share = growingShare(base, { rate: decimal("0.5"), growth: decimal("5"), years });
        const exactTimes = base * 5n * 105n ** BigInt(years);
        const unit = 1000n * 100n ** BigInt(years);
        const error = share * unit - exactTimes;
        expect(error * 2n <= unit && -error * 2n <= unit).toBe(true);
      }),
    );
  });
});

describe("percentages", () => {
  it.each([
    [11700n, 15000n, "78.00"],
    [1850n, 15000n, "12.33"],
    [1300n, 15000n, "8.67"],
    [100n, 15000n, "0.67"],
    [50n, 15000n, "0.33"],
    [-1n, 3n, "-33.33"],
    [1n, 0n, "0.00"],
  ])("%s of %s is %s %%", (part, whole, text) => {
    expect(percentText(part, whole)).toBe(text);
  });

  it("compares decimals of different scales", () => {
    expect(compareDecimals(decimal("0.50"), decimal("0.5"))).toBe(0);
    expect(compareDecimals(decimal("-1"), decimal("0.5"))).toBe(-1);
    expect(compareDecimals(decimal("2000"), decimal("1999.99"))).toBe(1);
  });
});
