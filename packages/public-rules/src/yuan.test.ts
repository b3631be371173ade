import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fenOf, yuan } from "./yuan.ts";

describe("an amount", () => {
  it("reads back as the same fen, without a rounding anywhere", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), (fen) => {
        expect(fenOf({ amount: yuan(fen), currency: "CNY" })).toBe(fen);
      }),
    );
  });

  it.each(["1", "1.0", "01.00", ".50", "+1.00", "1,000.00", "1e2", "-0.00", " 1.00", "1.00 ", "1.000", "１.00", ""])(
    "has one spelling: %j is none",
    (amount) => {
      expect(fenOf({ amount, currency: "CNY" })).toBeUndefined();
    },
  );

  it("is in yuan, and never a number", () => {
    for (const value of [100, "1.00", null, [], { amount: "1.00", currency: "EUR" }, { amount: 1, currency: "CNY" }]) {
      expect(fenOf(value)).toBeUndefined();
    }
  });
});
