import { describe, expect, it } from "vitest";
import type { ProjectOnPage } from "../plan/matrix.ts";
import { flowOf, share } from "./flow.ts";
import { runningSums } from "./running-sums.ts";

const money = (fen: bigint) => ({ fen: fen.toString() });
const project = (code: string, released: bigint, balance: bigint) =>
  ({ code, name: code, number: 1, released: money(released), balance: money(balance) }) as ProjectOnPage;

describe("the picture of the funds chain", () => {
  it("is drawn to the scale of the plan's total", () => {
    const flow = flowOf({
      total: money(1000n),
      appropriated: money(500n),
      released: money(400n),
      projects: [project("a", 300n, 100n), project("b", 100n, 0n)],
    });
    expect(flow.treasury.height).toBe(flow.treasury.planned / 2);
    expect(flow.earmarked.held).toBeCloseTo(flow.treasury.planned / 10);
    expect(flow.releases.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(flow.treasury.planned * 0.4);
    expect(flow.payments.map(({ height }) => Math.round(height))).toEqual([48, 24]);
  });

  it("gives every project its own line before any money has moved", () => {
    const projects = ["a", "b", "c"].map((code) => project(code, 0n, 0n));
    const flow = flowOf({ total: money(1000n), appropriated: money(0n), released: money(0n), projects });
    const lines = flow.projects.map(({ labelY }) => labelY);
    expect(Math.min(...lines.slice(1).map((y, index) => y - (lines[index] ?? 0)))).toBeGreaterThanOrEqual(30);
    expect(flow.projects.every(({ height }) => height === 0)).toBe(true);
  });

  it("keeps shares between nothing and all", () => {
    expect([share(-5n, 10n), share(5n, 0n), share(5n, 10n)]).toEqual([0, 0, 0.5]);
  });
});

describe("running sums", () => {
  it("take off what came back, day by day", () => {
    const one = (occurredOn: string, from: string, to: string, fen: bigint) => ({
      occurredOn,
      kind: "payment" as const,
      from,
      to,
      fen,
    });
    const sums = runningSums([
      one("2016-03-02", "subledger:a", "payees:a", 40n),
      one("2016-01-10", "treasury", "earmarked", 100n),
      one("2016-02-01", "earmarked", "subledger:a", 60n),
      one("2016-03-02", "payees:a", "subledger:a", 15n),
      one("2016-04-01", "subledger:a", "earmarked", 20n),
    ]);
    expect(sums.map(({ day, appropriated, released, paid }) => [day, appropriated, released, paid])).toEqual([
      ["2016-01-10", 100n, 0n, 0n],
      ["2016-02-01", 100n, 60n, 0n],
      ["2016-03-02", 100n, 60n, 25n],
      ["2016-04-01", 100n, 40n, 25n],
    ]);
  });
});
