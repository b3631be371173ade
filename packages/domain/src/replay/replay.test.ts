import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evolve } from "../plan/evolve.ts";
import { invariants } from "../plan/invariants.ts";
import type { PlanState } from "../plan/plan-state.ts";
import { randomScenario } from "../testing/random-plan.ts";
import { appropriate, correcting, release, Scenario } from "../testing/scenario.ts";
import { addDays } from "../time/day.ts";
import { because } from "./because.ts";
import { planDiff } from "./diff.ts";
import { figures } from "./figures.ts";
import { stateHash } from "./state-hash.ts";

const anyDay = fc.integer({ min: -10, max: 1100 }).map((days) => addDays("2016-01-01", days));
const anyPair = fc.record({ asOf: anyDay, knownOn: anyDay });
const instant = (day: string): string => `${day}T00:00:00.000000Z`;

describe("a view at a pair of dates", () => {
  it("does not exist before the plan was adopted or known", () => {
    const scenario = Scenario.adopted();
    expect(scenario.at("2015-12-31")).toBeNull();
    expect(scenario.at("2016-01-01", "2015-12-31T23:59:59.999999Z")).toBeNull();
    expect(scenario.at("2016-01-01")).not.toBeNull();
  });

  it("never shows an account below zero or a release beyond its allocation, on any day, corrections and all", () => {
    fc.assert(
      fc.property(randomScenario, ({ history }) => {
        let state: PlanState | null = null;
        for (const [index, live] of history.live.entries()) {
          state = evolve(state, live);
          const day = live.event.occurredOn;
          if (history.live[index + 1]?.event.occurredOn !== day) expect(invariants(state, day)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is a function of the events known then: later records change nothing", () => {
    fc.assert(
      fc.property(randomScenario, anyPair, (scenario, { asOf, knownOn }) => {
        const full = scenario.at(asOf, instant(knownOn));
        const known = scenario.history.events.filter(({ recordedAt }) => recordedAt <= instant(knownOn));
        const cut = Object.assign(new Scenario(), { history: { ...scenario.history, events: known } });
        const then = cut.at(asOf, instant(knownOn));
        expect(then && stateHash(then.view)).toBe(full && stateHash(full.view));
      }),
      { numRuns: 100 },
    );
  });
});

describe("because", () => {
  it("adds up to every amount of every view, exactly", () => {
    fc.assert(
      fc.property(randomScenario, anyPair, (scenario, { asOf, knownOn }) => {
        const view = scenario.at(asOf, instant(knownOn));
        if (!view) return;
        for (const figure of figures(view.view)) {
          if (figure.kind !== "money") continue;
          const why = because(view, figure.path);
          const sum = why?.events.reduce((total, { contributionFen }) => total + (contributionFen ?? 0n), 0n);
          expect([figure.path, sum]).toEqual([figure.path, BigInt(figure.value ?? "0")]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gives the operands of the rule line", () => {
    const why = because(Scenario.adopted().at("2016-01-01")!, "years.2018.byRule");
    expect(why?.figure.value).toBe("330750000");
    expect(why?.operands.map(({ path }) => path)).toEqual([
      "bases.2015.estimated",
      "rule.ratePercent",
      "rule.growthPercent",
    ]);
    expect(why?.events.map(({ live }) => live.event.type)).toEqual(["FundingRuleSet", "FundingBaseEstimated"]);
  });

  it("leaves growth out of the formula where the base is that of the year before", () => {
    const view = Scenario.adopted().at("2016-01-01")!;
    expect(because(view, "years.2016.byRule")?.formula?.en).toBe("base × rate");
    expect(because(view, "years.2017.byRule")?.formula?.en).toBe("base × rate × (1 + growth)");
    expect(because(view, "years.2018.byRule")?.formula?.zh).toBe("资金基数 × 比例 × (1 + 增幅)^2");
  });

  it("knows no figure that the view does not have", () => {
    expect(because(Scenario.adopted().at("2016-01-01")!, "projects.nowhere.paid")).toBeNull();
  });
});

describe("diff", () => {
  it("lists exactly the figures that differ, and each money change is what its events contribute", () => {
    fc.assert(
      fc.property(randomScenario, anyPair, anyPair, (scenario, a, b) => {
        const from = scenario.at(a.asOf, instant(a.knownOn));
        const to = scenario.at(b.asOf, instant(b.knownOn));
        const values = (view: typeof from) => new Map((view ? figures(view.view) : []).map((f) => [f.path, f.value]));
        const [before, after] = [values(from), values(to)];
        const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
          (path) => (before.get(path) ?? null) !== (after.get(path) ?? null),
        );
        const changes = planDiff(from, to);
        expect(changes.map(({ path }) => path).toSorted()).toEqual(differing.toSorted());
        const money = changes.filter(({ path }) => path === "total" || path === "released" || path === "paid");
        if (from && to) for (const change of money) expect(change.because.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it("tells the world that moved on from what was learnt better", () => {
    const scenario = Scenario.adopted();
    scenario.accept(appropriate("2016-03-01", 2016, 150));
    const wrong = scenario.accept(release("2016-04-01", "crafts", 50));
    const moved = planDiff(scenario.at("2016-03-31"), scenario.at("2016-04-01"));
    expect(moved.find(({ path }) => path === "released")).toMatchObject({ cause: "worldMovedOn", after: "50000000" });
    scenario.accept(correcting(release("2016-04-01", "crafts", 40), wrong), "2016-05-01");
    const learnt = planDiff(scenario.at("2016-04-30", instant("2016-04-30")), scenario.at("2016-04-30"));
    expect(learnt.find(({ path }) => path === "released")).toMatchObject({
      cause: "learntBetter",
      before: "50000000",
      after: "40000000",
    });
    expect(learnt.find(({ path }) => path === "released")?.because).toHaveLength(2);
  });

  it("shows a plan that came into being as figures that had no value", () => {
    const changes = planDiff(null, Scenario.adopted().at("2016-01-01"));
    expect(changes.find(({ path }) => path === "total")).toMatchObject({ before: null, after: "380000000" });
  });
});
