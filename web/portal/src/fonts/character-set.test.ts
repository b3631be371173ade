import fc from "fast-check";
import { expect, it } from "vitest";
import { readCharacterSet, writeCharacterSet } from "./character-set.ts";

const sets = fc.uniqueArray(fc.integer({ min: 0, max: 0x10ffff })).map((some) => some.toSorted((a, b) => a - b));

it("a set of characters comes back from its address", () => {
  fc.assert(
    fc.property(sets, (characters) => {
      expect(readCharacterSet(writeCharacterSet(characters))).toEqual(characters);
    }),
  );
});

it("there is one address for a set, and any other text is none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readCharacterSet(text);
      expect(read === null || writeCharacterSet(read) === text).toBe(true);
    }),
  );
  // A gap written with a byte too many, one that does not end, and one beyond all characters.
  for (const bytes of [[0x81, 0], [0x81], [0xff, 0xff, 0xff, 1]]) {
    expect(readCharacterSet(Buffer.from(bytes).toString("base64url"))).toBeNull();
  }
});
