import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "./canonical-json.ts";

describe("canonical JSON", () => {
  it("sorts names by UTF-16 units and writes no white space", () => {
    expect(
      canonicalJson({ b: [1, { d: null, c: true }], "10": "x", "1": "领域", "\u20ac": 1, "\ud83d\ude00": 2 }),
    ).toBe('{"1":"领域","10":"x","b":[1,{"c":true,"d":null}],"\u20ac":1,"\ud83d\ude00":2}');
  });

  it("reads back as the same value and is its own canonical form", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        expect(text).not.toContain("\n");
      }),
    );
  });

  it("names the place of what cannot be written", () => {
    expect(() => canonicalJson({ a: [1, "\ud800"] })).toThrow("$.a[1]");
    expect(() => canonicalJson({ a: Number.NaN })).toThrow("$.a");
    expect(() => canonicalJson({ a: 1n as unknown as Json })).toThrow("$.a: a bigint");
  });
});
