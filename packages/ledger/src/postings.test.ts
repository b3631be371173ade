import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBalanced, movement, post, reversed, type Balances } from "./postings.ts";

const account = fc.constantFrom("treasury", "earmarked", "subledger:a", "subledger:b", "payee");
const entry = fc
  .tuple(account, account, fc.bigInt({ min: 1n, max: 10n ** 15n }))
  .filter(([from, to]) => from !== to)
  .map(([from, to, amount]) => movement(from, to, amount));

const sum = (balances: Balances): bigint => Object.values(balances).reduce((total, balance) => total + balance, 0n);

describe("double entry", () => {
  it("keeps the sum of all balances at zero through any entries", () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(sum(entries.reduce<Balances>(post, {}))).toBe(0n);
      }),
    );
  });

  it("comes back to where it was when an entry is reversed", () => {
    fc.assert(
      fc.property(fc.array(entry), entry, (before, last) => {
        const balances = before.reduce<Balances>(post, { treasury: 0n, earmarked: 0n });
        const after = post(post(balances, last), reversed(last));
        for (const [name, balance] of Object.entries(after)) expect(balance).toBe(balances[name] ?? 0n);
      }),
    );
  });

  it("refuses postings that do not balance", () => {
    const lopsided = [{ account: "earmarked", amountFen: 1n }];
    expect(isBalanced(lopsided)).toBe(false);
    expect(() => post({}, lopsided)).toThrow(/do not balance/);
  });

  it("refuses a movement of nothing, of less than nothing, and onto itself", () => {
    expect(() => movement("a", "b", 0n)).toThrow(RangeError);
    expect(() => movement("a", "b", -1n)).toThrow(RangeError);
    expect(() => movement("a", "a", 1n)).toThrow(RangeError);
  });
});
