import fc from "fast-check";
import { replay } from "@mingzhang/domain";
import { describe, expect, it } from "vitest";
import { proposal } from "../testing/proposal.ts";
import { randomHistory } from "../testing/random-history.ts";
import { type BareState, readState, writeState } from "./state-codec.ts";

const end = { asOf: "9999-12-31", knownAt: "9999-12-31T00:00:00.000000Z" };

describe("the text of a state", () => {
  it("reads back to the same state, keys in the same order, less the transfers", () => {
    const proposals = fc.array(proposal, { minLength: 10, maxLength: 50, size: "max" });
    fc.assert(
      fc.property(proposals, (list) => {
        const { events } = randomHistory(list);
        const replayed = replay(
          events.filter(({ plan }) => plan === "alpha"),
          end,
        );
        if (!replayed) return;
        const { transfers: _, ...bare } = replayed.state;
        const back = readState(writeState(replayed.state));
        expect(back).toEqual(bare);
        expect(writeState(back)).toBe(writeState(bare));
        expect(Object.keys(back.projects)).toEqual(Object.keys(bare.projects));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["undefined", undefined],
    ["a number that is none", Number.NaN],
    ["a function", () => 1],
    ["the mark of an amount", { $fen: "1" }],
  ])("refuses %s", (_, value) => {
    expect(() => writeState({ closedOn: value } as unknown as BareState)).toThrow(/state\.closedOn/);
  });

  it("keeps amounts beyond what a float holds", () => {
    const state = { balances: { earmarked: 9_007_199_254_740_993n } } as unknown as BareState;
    expect(readState(writeState(state))).toEqual(state);
  });
});
