import { compareDecimals, parseDecimal, percentText } from "@mingzhang/ledger";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Scenario } from "../testing/scenario.ts";
import { mostPaidFen } from "./progress.ts";

const fen = fc.bigInt({ min: 1n, max: 10n ** 13n });

it("the most that may be paid is the last fen whose rounded share lies within progress and ceiling", () => {
  const state = Scenario.adopted().history.state!;
  const housing = state.projects["housing"]!;
  fc.assert(
    fc.property(fen, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 9999 }), (amount, done, points) => {
      const paymentCeilingPoints = `${points / 100}`;
      const progress = { houses: { done: String(done), measuredOn: "2016-02-01" } };
      const project = { ...housing, allocations: { 2016: amount }, progress };
      const most = mostPaidFen({ ...state, paymentCeilingPoints }, project)!;
      const limit = { value: BigInt(done * 50 + points), scale: 2 };
      const within = (paid: bigint): boolean => compareDecimals(parseDecimal(percentText(paid, amount))!, limit) <= 0;
      expect([within(most), within(most + 1n)]).toEqual([true, false]);
    }),
    { numRuns: 1000 },
  );
});
