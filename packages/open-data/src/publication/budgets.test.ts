import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetStates, budgetYears } from "./budgets.ts";
import type { OpenBudgetChange } from "./publication.ts";

const decision = fc.record({ index: fc.bigInt(0n, 5n), year: fc.integer({ min: 2016, max: 2020 }) });

function change(kind: OpenBudgetChange["kind"], [index, year, amountFen]: [bigint, number, bigint]): OpenBudgetChange {
  const entry = { id: `${kind}-${index}`, index, leafHash: "0".repeat(64), recordedAt: "2016-01-01T00:00:00Z" };
  return { year, amountFen, kind, decidedOn: "2016-01-01", document: null, authority: null, reason: null, entry };
}

const changes = fc
  .array(fc.tuple(fc.boolean(), decision, fc.bigInt(-1000n, 1000n)))
  .map((list) =>
    list.map(([set, { index, year }, amountFen]) => change(set ? "original" : "revision", [index, year, amountFen])),
  );

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe("budgets", () => {
  it("in force add up to every change, whatever was revised how often", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const all = sum(list.map(({ amountFen }) => amountFen));
        const inForce = budgetYears(list).map(({ original, revised }) => (revised ?? original)?.amountFen ?? 0n);
        expect(sum(inForce)).toBe(all);
        const last = budgetStates(list).at(-1)?.years ?? [];
        expect(sum(last.map(({ amountFen }) => amountFen))).toBe(all);
      }),
    );
  });

  it("name the decisions that they rest on", () => {
    const list = [
      change("original", [1n, 2016, 5n]),
      change("revision", [2n, 2016, -2n]),
      change("revision", [2n, 2017, 2n]),
    ];
    const [first, second] = budgetYears(list);
    expect(first).toMatchObject({ year: 2016, original: { amountFen: 5n }, revised: { amountFen: 3n } });
    expect(first?.revised?.entries.map(({ id }) => id)).toEqual(["revision-2"]);
    expect(second).toMatchObject({ year: 2017, original: null, revised: { amountFen: 2n } });
    expect(budgetStates(list).map(({ years }) => years.map(({ amountFen }) => amountFen))).toEqual([[5n], [3n, 2n]]);
  });
});
