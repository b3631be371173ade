import { describe, expect, it } from "vitest";
import { exactJson, ExactNumber } from "./exact-json.ts";

describe("exact JSON", () => {
  it("writes an amount digit by digit, beyond what a floating-point number holds", () => {
    const text = exactJson({ amount: new ExactNumber("90071992547409930.10"), back: new ExactNumber("-0.05") });
    expect(text).toBe('{\n  "amount": 90071992547409930.10,\n  "back": -0.05\n}\n');
  });

  it("leaves out what is empty, at any depth, and keeps what is false or zero", () => {
    const value = { a: null, b: "", c: [], d: { e: undefined, f: [] }, g: false, h: 0, i: [{ j: null, k: "x" }] };
    expect(JSON.parse(exactJson(value))).toEqual({ g: false, h: 0, i: [{ k: "x" }] });
  });

  it("takes no number that is not exact", () => {
    expect(() => exactJson({ a: 0.1 })).toThrow("0.1");
    for (const digits of ["1e6", "01", "1.", ".5", "NaN", "1 000", ""]) {
      expect(() => new ExactNumber(digits)).toThrow(TypeError);
    }
  });
});
