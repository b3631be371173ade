import { describe, expect, it } from "vitest";
import type { Json } from "../canonical-json.ts";
import { outsideJson } from "../testing/outside.ts";
import { disclosureDigest, formatDisclosure, parseDisclosure } from "./disclosure.ts";

interface Vectors {
  disclosures: { salt: string; name: string | null; value: Json; disclosure: string; digest: string }[];
  sameValueDifferentDigest: { disclosure: string; digest: string }[];
}
const { disclosures, sameValueDifferentDigest } = outsideJson<Vectors>("sd-jwt-disclosures.json");

describe("disclosures of RFC 9901", () => {
  it.each(disclosures)("reads $disclosure", ({ salt, name, value, disclosure, digest }) => {
    expect(parseDisclosure(disclosure)).toEqual({ salt, name, value });
    expect(disclosureDigest(disclosure)).toBe(digest);
  });

  it.each(sameValueDifferentDigest)("digests the text as it stands: $disclosure", ({ disclosure, digest }) => {
    const { name, value } = parseDisclosure(disclosure);
    expect([name, value]).toEqual(["family_name", "Möbius"]);
    expect(disclosureDigest(disclosure)).toBe(digest);
  });

  it("writes one of the spellings that the RFC allows", () => {
    const { disclosure, digest } = sameValueDifferentDigest[1]!;
    const written = formatDisclosure(parseDisclosure(disclosure));
    expect([written, disclosureDigest(written)]).toEqual([disclosure, digest]);
  });
});
