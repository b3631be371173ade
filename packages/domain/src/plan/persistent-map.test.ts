import fc from "fast-check";
import { expect, it } from "vitest";
import { PersistentMap } from "./persistent-map.ts";

const key = fc.oneof(fc.uuid(), fc.constantFrom("a", "b", "c", "d"), fc.nat({ max: 300 }).map(String));
const change = fc.record({ key, value: fc.nat(), remove: fc.boolean() });

it("holds what a plain map holds after every change, and what was there before stays as it was", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      const plain = new Map<string, number>();
      let map = PersistentMap.of<number>();
      for (const { key: name, value, remove } of changes) {
        const before = map;
        const had = plain.get(name);
        if (remove) plain.delete(name);
        else plain.set(name, value);
        map = remove ? map.without(name) : map.with(name, value);
        expect(before.get(name)).toBe(had);
        expect(map.get(name)).toBe(plain.get(name));
      }
      for (const { key: name } of changes) expect(map.get(name)).toBe(plain.get(name));
      expect(map.values().toSorted()).toEqual([...plain.values()].toSorted());
      expect(map).toEqual(PersistentMap.of(plain));
    }),
    { numRuns: 300 },
  );
});

it("tells two keys of one hash apart, and forgets one without the other", () => {
  const [one, other] = collision();
  const both = PersistentMap.of([
    [one, 1],
    [other, 2],
  ]);
  expect([both.get(one), both.get(other)]).toEqual([1, 2]);
  expect(both.without(one).get(other)).toBe(2);
  expect(both.without(one).get(one)).toBeUndefined();
});

/** Two keys that share a way through all the levels of the first hash: found by trying, the birthday way. */
function collision(): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number++) {
    const name = `k${number}`;
    const hash = firstHash(name);
    const before = seen.get(hash);
    if (before !== undefined) return [before, name];
    seen.set(hash, name);
  }
}

function firstHash(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & 0x3fffffff;
}
