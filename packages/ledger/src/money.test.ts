import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped, parseFen, parseWan, parseYuan, roundedWanText, wanText, yuanText } from "./money.ts";

const anyFen = fc.bigInt({ min: 1n - 10n ** 18n, max: 10n ** 18n - 1n });

describe("money text", () => {
  it.each([
    [0n, "0", "0.00", "0.00"],
    [2_700_000_000n, "2700", "2700.00", "27000000.00"],
    [2_852_850_000n, "2852.85", "2852.85", "28528500.00"],
    [2_995_492_500n, "2995.4925", "2995.49", "29954925.00"],
    [1n, "0.000001", "0.00", "0.01"],
    [-17_000_000n, "-17", "-17.00", "-170000.00"],
    [-5_000n, "-0.005", "-0.01", "-50.00"],
    [100_000_000n, "100", "100.00", "1000000.00"],
  ])("%s fen is %s 万元, about %s, and %s 元", (fen, wan, rounded, yuan) => {
    expect(wanText(fen)).toBe(wan);
    expect(roundedWanText(fen, 2)).toBe(rounded);
    expect(yuanText(fen)).toBe(yuan);
  });

  it("reads back exactly what it writes", () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(parseWan(wanText(fen))).toBe(fen);
        expect(parseYuan(yuanText(fen))).toBe(fen);
        expect(parseFen(fen.toString())).toBe(fen);
      }),
    );
  });

  it.each(["", "1e3", "1.2345678", "１２", "1,000", "NaN", "+1", ".5", "0x10"])("refuses %j as 万元", (text) => {
    expect(parseWan(text)).toBeNull();
  });

  it.each(["1.5", "01", "-0", "", "1e3", "9999999999999999999"])("refuses %j as fen", (text) => {
    expect(parseFen(text)).toBeNull();
  });

  it("groups digits left of the point only", () => {
    expect(grouped("-1234567.891234")).toBe("-1,234,567.891234");
    expect(grouped("100")).toBe("100");
  });
});
