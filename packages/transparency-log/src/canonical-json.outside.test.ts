import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "./canonical-json.ts";
import { eventForm } from "./entry/event-form.ts";
import { outsideJson, faultOf } from "./testing/outside.ts";

interface Vectors {
  cases: { name: string; inputUtf8Hex: string; outputHex: string }[];
  numbers: { ieee754Hex: string; text: string }[];
  mustReject: string[];
}
const { cases, numbers, mustReject } = outsideJson<Vectors>("jcs.json");

describe("RFC 8785 documents of other projects", () => {
  it.each(cases)("$name", ({ inputUtf8Hex, outputHex }) => {
    const input = JSON.parse(Buffer.from(inputUtf8Hex, "hex").toString("utf8")) as Json;
    expect(Buffer.from(canonicalJson(input), "utf8").toString("hex")).toBe(outputHex);
  });

  it.each(numbers)("writes the number $ieee754Hex as $text", ({ ieee754Hex, text }) => {
    expect(canonicalJson(Buffer.from(ieee754Hex, "hex").readDoubleBE())).toBe(text);
  });

  const refused: Record<string, () => unknown> = {
    NaN: () => canonicalJson(Number.NaN),
    Infinity: () => canonicalJson([Number.POSITIVE_INFINITY]),
    "lone surrogates in strings": () => canonicalJson({ a: "\udc00" }),
    "duplicate keys": () => {
      const fault = faultOf(() => eventForm(new TextEncoder().encode('{"id":"1","id":"1"}'), 0));
      if (fault !== undefined) throw new TypeError(fault);
    },
  };
  it.each(mustReject)("refuses %s", (what) => {
    expect(refused[what]).toThrow(TypeError);
  });
});
