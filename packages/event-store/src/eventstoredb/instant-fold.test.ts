import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InstantFold, type FoldStep } from "./instant-fold.ts";

interface Append {
  readonly created: bigint;
  readonly size: number;
  readonly isData: boolean;
}

/** Clocks that run, stand, and step back. */
const appends: fc.Arbitrary<readonly Append[]> = fc.array(
  fc.record({
    created: fc.bigInt({ min: 1_000n, max: 1_040n }),
    size: fc.integer({ min: 1, max: 3 }),
    isData: fc.boolean(),
  }),
  { maxLength: 40 },
);

interface Step extends FoldStep {
  readonly isData: boolean;
}

/** Each event of an append is written a little later than the one before. */
function stepsOf(given: readonly Append[]): readonly Step[] {
  let position = 0n;
  return given.flatMap(({ created, size, isData }, append) =>
    Array.from({ length: size }, (_, index) => {
      position += 100n;
      return { position, created: created + BigInt(index), append: String(append), index, size, isData };
    }),
  );
}

/** The definition: the server's time of the first event, or a microsecond after the append before. */
function instantsOf(given: readonly Append[]): readonly bigint[] {
  let last = 0n;
  return given.flatMap(({ created, size }) => {
    last = created > last ? created : last + 1n;
    return Array.from({ length: size }, () => last);
  });
}

const fold = (into: InstantFold, steps: readonly Step[]) => steps.map((step) => into.step(step, step.isData));

describe("the fold of instants", () => {
  it("is what the definition says, and rises from append to append", () => {
    fc.assert(
      fc.property(appends, (given) => {
        const instants = fold(new InstantFold(), stepsOf(given));
        expect(instants).toEqual(instantsOf(given));
        const ofAppends = stepsOf(given).flatMap((step, at) => (step.index === 0 ? [instants[at] ?? 0n] : []));
        expect(ofAppends.every((instant, at) => at === 0 || instant > (ofAppends[at - 1] ?? 0n))).toBe(true);
      }),
    );
  });

  it("goes on from a state as if it had folded everything, and knows the instants before it", () => {
    fc.assert(
      fc.property(appends, fc.nat({ max: 40 }), (given, cut) => {
        const before = new InstantFold();
        fold(before, stepsOf(given.slice(0, cut)));
        const after = new InstantFold(before.state);
        after.learn(before.fresh, before.position);
        const steps = stepsOf(given);
        const rest = steps.slice(stepsOf(given.slice(0, cut)).length);
        const whole = instantsOf(given);
        expect(fold(after, rest)).toEqual(whole.slice(steps.length - rest.length));
        for (const [at, step] of steps.entries()) {
          const first = steps[at - step.index];
          expect(first && after.instantOf(first)).toBe(whole[at]);
        }
        expect(after.dataPosition).toBe(steps.findLast(({ isData }) => isData)?.position ?? 0n);
      }),
    );
  });

  it("has nothing to keep where the server's clock ran on", () => {
    const running = Array.from({ length: 50 }, (_, at) => ({ created: BigInt(at + 1) * 10n, size: 2, isData: true }));
    const folded = new InstantFold();
    fold(folded, stepsOf(running));
    expect(folded.fresh).toEqual([]);
  });

  it("can be kept only where an append is complete", () => {
    const folded = new InstantFold();
    const [first, second] = stepsOf([{ created: 1n, size: 2, isData: true }]);
    if (!first || !second) throw new Error("There are two steps.");
    folded.step(first, true);
    expect(folded.atBoundary).toBe(false);
    folded.step(second, true);
    expect(folded.atBoundary).toBe(true);
    expect(() => folded.step(second, true)).toThrow(/follows/);
  });
});
