import { sha256 as portable } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { useNodeHash } from "./cli/node-hash.ts";
import { sha256, useSha256 } from "./sha256.ts";

afterEach(() => useSha256(portable));

describe("SHA-256", () => {
  it("is the same by Node and in JavaScript", () => {
    useNodeHash();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toEqual(portable(bytes));
      }),
    );
  });

  it("takes no other function for it", () => {
    expect(() => useSha256((bytes) => portable(bytes).toReversed())).toThrow("not SHA-256");
    expect(() => useSha256((bytes) => portable(bytes.slice(0, 64)))).toThrow("not SHA-256");
    expect(sha256(new Uint8Array())).toEqual(portable(new Uint8Array()));
  });
});
