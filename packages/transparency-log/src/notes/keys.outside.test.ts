import { describe, expect, it } from "vitest";
import { hex } from "../merkle-tree.ts";
import { faultOf, outsideJson } from "../testing/outside.ts";
import { formatVkey, parseVkey } from "./note-key.ts";
import { formatSkey, parseSkey, verifierOf } from "./signing-key.ts";

interface Valid {
  vkey: string;
  name: string;
  keyId: string;
  signatureType: string;
  publicKeyHex: string;
}
interface Vectors {
  valid: Valid[];
  invalid: { vkey: string; why: string }[];
  publicTestSkeys: { skey: string; vkey: string }[];
}
const { valid, invalid, publicTestSkeys } = outsideJson<Vectors>("vkeys.json");

describe("verifier keys of other projects", () => {
  it.each(valid)("reads and writes that of $name", ({ vkey, name, keyId, signatureType, publicKeyHex }) => {
    const key = parseVkey(vkey);
    expect([key.name, hex(key.id), key.type, hex(key.publicKey)]).toEqual([
      name,
      keyId,
      Number(signatureType),
      publicKeyHex,
    ]);
    expect(formatVkey(key)).toBe(vkey);
  });

  it.each(invalid)("refuses: $why", ({ vkey }) => {
    expect(faultOf(() => parseVkey(vkey))).toMatch(/^(key-|not-base64)/);
  });

  it.each(publicTestSkeys)("knows whose $vkey is", ({ skey, vkey }) => {
    const key = parseSkey(skey);
    expect(formatVkey(verifierOf(key, "ed25519"))).toBe(vkey);
    expect(formatSkey(key)).toBe(skey);
  });
});
