import { describe, expect, it } from "vitest";
import { appropriate, correcting, idNumber, pay, release, Scenario, smallPlan } from "../testing/scenario.ts";
import type { FactCommand } from "./commands.ts";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
type Moves = { project: string; year: number; amountFen: bigint }[];

function reallocate(occurredOn: string, from: Moves, to: Moves): FactCommand {
  const data = { from, to, reason: "余缺调剂", authority: "领导小组", document: "文号" };
  return { name: "DecideReallocation", occurredOn, data };
}

function funded(): Scenario {
  const scenario = Scenario.adopted();
  scenario.accept(appropriate("2016-03-01", 2016, 150));
  scenario.accept(release("2016-04-01", "crafts", 50));
  return scenario;
}

describe("a plan", () => {
  it("is adopted once", () => {
    const again = { name: "AdoptPlan" as const, occurredOn: "2016-01-01", plan: smallPlan };
    expect(Scenario.adopted().refused(again)).toEqual(["plan-exists"]);
  });

  it("names every fault of a document at once", () => {
    const houses = smallPlan.projects[0]!.quantities[0]!;
    const plan = {
      ...smallPlan,
      projects: [
        ...smallPlan.projects,
        { ...smallPlan.projects[0]!, sector: "nowhere", endYear: 2030 },
        { ...smallPlan.projects[1]!, project: "other", number: 3, startYear: 2018, endYear: 2017 },
        { ...smallPlan.projects[1]!, project: "twice", number: 4, quantities: [houses, houses] },
      ],
      allocations: [
        ...smallPlan.allocations,
        { project: "crafts", year: 2016, amountFen: 1n },
        { project: "unheard-of", year: 2016, amountFen: 1n },
        { project: "crafts", year: 2021, amountFen: 1n },
      ],
      sectors: [...smallPlan.sectors, smallPlan.sectors[0]!],
    };
    expect(new Scenario().refused({ name: "AdoptPlan", occurredOn: "2016-01-01", plan })).toEqual([
      "duplicate-sector",
      "duplicate-project",
      "duplicate-number",
      "unknown-sector",
      "year-outside-plan",
      "years-out-of-order",
      "duplicate-quantity",
      "allocation-already-set",
      "unknown-project",
      "year-outside-plan",
    ]);
  });

  it("takes nothing before it is adopted, before its day, or from the future", () => {
    expect(new Scenario().refused(release("2016-05-01", "crafts", 1))).toEqual(["unknown-plan"]);
    expect(Scenario.adopted().refused(appropriate("2015-12-31", 2016, 1))).toEqual(["date-before-plan"]);
    expect(Scenario.adopted().refused(appropriate("2016-05-02", 2016, 1), "2016-05-01")).toEqual(["date-in-future"]);
  });

  it("takes corrections only once it is closed", () => {
    const scenario = funded();
    const data = { reason: "期满", document: "文号", note: null };
    scenario.accept({ name: "ClosePlan", occurredOn: "2019-01-01", data });
    expect(scenario.refused(appropriate("2018-03-01", 2018, 1))).toEqual(["plan-closed"]);
    const appropriation = scenario.history.events.find(({ type }) => type === "FundsAppropriated");
    expect(scenario.refused(correcting(appropriate("2016-03-02", 2016, 150), appropriation!.id))).toEqual([]);
  });
});

describe("money", () => {
  it("flows from the treasury to the payee and balances", () => {
    const scenario = funded();
    scenario.accept(pay("2016-05-01", "crafts", 20));
    const view = scenario.at("2016-12-31")!.view;
    const balances = Object.fromEntries(view.accounts.map(({ account, balanceFen }) => [account, balanceFen]));
    expect(balances).toMatchObject({
      treasury: wan(150),
      earmarked: wan(100),
      "subledger:crafts": wan(30),
      "payees:crafts": wan(20),
    });
  });

  it.each([
    ["more than the account holds", release("2016-05-01", "housing", 101), ["overdrawn", "exceeds-allocation"]],
    ["more than allocated up to that year", release("2016-05-01", "crafts", 1), ["exceeds-allocation"]],
    ["more than the subledger holds", pay("2016-05-01", "crafts", 51), ["overdrawn"]],
    ["for a project that is not in the plan", release("2016-05-01", "elsewhere", 1), ["unknown-project"]],
    ["paid for a project that is not in the plan", pay("2016-05-01", "elsewhere", 1), ["unknown-project"]],
    ["for a year that is not in the plan", appropriate("2016-05-01", 2019, 1), ["year-outside-plan"]],
  ])("is refused where it is %s", (_, command, codes) => {
    expect(funded().refused(command)).toEqual(codes);
  });

  it("may be released in a later year against what both years allocate", () => {
    const scenario = funded();
    expect(scenario.refused(release("2018-05-01", "crafts", 30))).toEqual([]);
  });

  it("is not released into the past beyond what a later day still holds", () => {
    const scenario = funded();
    scenario.accept(release("2016-06-01", "housing", 100));
    const decision = scenario.decide(release("2016-05-01", "housing", 50));
    expect(decision.ok).toBe(false);
    if (decision.ok) return;
    expect(decision.refusals[0]).toMatchObject({
      code: "breaks-later-fact",
      laterFact: { occurredOn: "2016-06-01", cause: { code: "overdrawn", values: { shortfall: wan(50) } } },
    });
  });

  it("comes back by refund up to what was paid, once", () => {
    const scenario = funded();
    const payment = scenario.accept(pay("2016-05-01", "crafts", 20));
    const refund = (amount: number, of = payment): FactCommand => ({
      name: "ReceiveRefund",
      occurredOn: "2016-06-01",
      data: { payment: of, amountFen: wan(amount), voucher: "V", reason: "多付", note: null },
    });
    scenario.accept(refund(15));
    expect(scenario.refused(refund(6))).toEqual(["refund-exceeds-payment"]);
    expect(scenario.refused(refund(5))).toEqual([]);
    expect(scenario.refused(refund(1, idNumber(999)))).toEqual(["unknown-transfer"]);
    const releaseId = scenario.history.events.find(({ type }) => type === "FundsReleased")!.id;
    expect(scenario.refused(refund(1, releaseId))).toEqual(["not-a-payment"]);
    expect(scenario.at("2016-12-31")!.view.paidFen).toBe(wan(5));
  });

  it("is reversed whole, once, and never below zero on a later day", () => {
    const scenario = funded();
    const reverse = (transfer: string, occurredOn = "2016-07-01"): FactCommand => ({
      name: "ReverseTransfer",
      occurredOn,
      data: { transfer, voucher: "V", reason: "误拨", note: null },
    });
    const appropriation = scenario.history.events.find(({ type }) => type === "FundsAppropriated")!.id;
    expect(scenario.refused(reverse(appropriation))).toEqual(["overdrawn"]);
    const released = scenario.history.events.find(({ type }) => type === "FundsReleased")!.id;
    const reversal = scenario.accept(reverse(released));
    expect(scenario.refused(reverse(released))).toEqual(["nothing-left-to-reverse"]);
    expect(scenario.refused(reverse(reversal))).toEqual(["not-reversible"]);
    expect(scenario.refused(reverse(idNumber(999)))).toEqual(["unknown-transfer"]);
    expect(scenario.at("2016-12-31")!.view.projects[1]).toMatchObject({ releasedFen: 0n, balanceFen: 0n });
  });

  it("follows physical progress up to the plan's ceiling", () => {
    const scenario = funded();
    const points = { paymentCeilingPoints: "10" };
    scenario.accept({ name: "SetThresholds", occurredOn: "2016-04-02", data: points });
    expect(scenario.refused(pay("2016-05-01", "crafts", 9))).toEqual(["payment-ahead-of-progress"]);
    const data = { project: "crafts", quantity: "houses", done: "20", note: null };
    scenario.accept({ name: "ReportProgress", occurredOn: "2016-05-01", data });
    expect(scenario.refused(pay("2016-05-02", "crafts", 9))).toEqual([]);
  });
});

describe("a reallocation", () => {
  const cell = (project: string, year: number, amount: number) => ({ project, year, amountFen: wan(amount) });

  it("moves amounts between cells and keeps the total", () => {
    const scenario = Scenario.adopted();
    scenario.accept(reallocate("2016-06-01", [cell("housing", 2017, 40)], [cell("crafts", 2018, 40)]));
    const { view } = scenario.at("2016-06-01")!;
    expect(view.totalFen).toBe(wan(380));
    expect(view.years.map(({ allocatedFen }) => allocatedFen)).toEqual([wan(150), wan(160), wan(70)]);
    expect(scenario.at("2016-05-31")!.view.years[2]!.allocatedFen).toBe(wan(30));
  });

  it.each([
    ["sums differ", [cell("housing", 2017, 40)], [cell("crafts", 2018, 41)], ["reallocation-unbalanced"]],
    ["a cell holds less", [cell("crafts", 2018, 31)], [cell("housing", 2017, 31)], ["allocation-below-zero"]],
    ["a cell gives and takes", [cell("housing", 2017, 1)], [cell("housing", 2017, 1)], ["doubled-cell"]],
    ["a year is outside", [cell("housing", 2017, 1)], [cell("crafts", 2019, 1)], ["year-outside-plan"]],
    ["a project is unknown", [cell("housing", 2017, 1)], [cell("nowhere", 2018, 1)], ["unknown-project"]],
  ])("is refused where %s", (_, from, to, codes) => {
    expect(Scenario.adopted().refused(reallocate("2016-06-01", from, to))).toEqual(codes);
  });

  it("cannot take what was released already", () => {
    const move = reallocate("2016-06-01", [cell("crafts", 2016, 10)], [cell("housing", 2017, 10)]);
    expect(funded().refused(move)).toEqual(["exceeds-allocation"]);
    expect(funded().refused({ ...move, occurredOn: "2016-03-15" })).toEqual(["breaks-later-fact"]);
  });

  it("cannot change the total, an amendment can", () => {
    const scenario = Scenario.adopted();
    const changes = [{ project: "crafts", year: 2018, amountFen: wan(20) }];
    const data = { changes, reason: "追加", authority: "区政府", document: "文号" };
    scenario.accept({ name: "AmendPlan", occurredOn: "2017-01-01", data });
    expect(scenario.at("2017-01-01")!.view.totalFen).toBe(wan(400));
  });
});

describe("a project", () => {
  const start: FactCommand = {
    name: "StartProject",
    occurredOn: "2016-06-01",
    data: { project: "housing", document: null, note: null },
  };

  it("starts after every step before it, and names the missing ones", () => {
    const scenario = Scenario.adopted();
    expect(scenario.refused(start)).toEqual(["missing-steps"]);
    const steps = scenario.at("2016-01-01")!.view.projects[0]!.missingSteps;
    expect(steps).toHaveLength(7);
    for (const step of steps) {
      const data = { project: "housing", step, document: "文号" };
      scenario.accept({ name: "RecordPreparation", occurredOn: "2016-05-01", data });
      expect(scenario.refused({ name: "RecordPreparation", occurredOn: "2016-05-02", data })).toEqual([
        "step-already-recorded",
      ]);
    }
    scenario.accept(start);
    expect(scenario.refused(start)).toEqual(["already-started"]);
    expect(scenario.at("2016-06-01")!.view.projects[0]!.status).toBe("underway");
  });

  it("taken over from the earlier plan starts without them", () => {
    const data = { project: "crafts", document: null, note: null };
    expect(Scenario.adopted().refused({ name: "StartProject", occurredOn: "2016-06-01", data })).toEqual([]);
  });

  it("is accepted once, after it started", () => {
    const scenario = Scenario.adopted();
    const data = { project: "crafts", document: null, note: null };
    const accept: FactCommand = { name: "AcceptProject", occurredOn: "2016-08-01", data };
    expect(scenario.refused(accept)).toEqual(["not-started"]);
    scenario.accept({ name: "StartProject", occurredOn: "2016-06-01", data });
    scenario.accept(accept);
    expect(scenario.refused(accept)).toEqual(["already-accepted"]);
  });

  it("reports progress of its own quantities only", () => {
    const data = { project: "crafts", quantity: "bridges", done: "1", note: null };
    const report: FactCommand = { name: "ReportProgress", occurredOn: "2016-06-01", data };
    expect(Scenario.adopted().refused(report)).toEqual(["unknown-quantity"]);
  });

  it("has milestones that are planned, moved, missed and reached", () => {
    const scenario = Scenario.adopted();
    const at = { project: "crafts", milestone: "roof" };
    const name = { zh: "封顶", en: "Roof" };
    const reach: FactCommand = { name: "ReachMilestone", occurredOn: "2016-09-10", data: { ...at, document: null } };
    const plan: FactCommand = {
      name: "PlanMilestone",
      occurredOn: "2016-02-01",
      data: { ...at, name, dueOn: "2016-08-01" },
    };
    expect(scenario.refused(reach)).toEqual(["unknown-milestone"]);
    scenario.accept(plan);
    expect(scenario.refused(plan)).toEqual(["duplicate-milestone"]);
    const milestone = (day: string) => scenario.at(day)!.view.projects[1]!.milestones[0]!;
    expect(milestone("2016-08-01")).toMatchObject({ status: "planned", daysLate: null });
    expect(milestone("2016-08-03")).toMatchObject({ status: "overdue", daysLate: 2 });
    const moved = { ...at, dueOn: "2016-09-01", reason: "汛期" };
    scenario.accept({ name: "RescheduleMilestone", occurredOn: "2016-08-04", data: moved });
    expect(milestone("2016-08-04")).toMatchObject({ status: "planned", originalDueOn: "2016-08-01" });
    scenario.accept({ name: "MissMilestone", occurredOn: "2016-09-02", data: { ...at, reason: null } });
    expect(milestone("2016-09-02").status).toBe("missed");
    scenario.accept(reach);
    expect(milestone("2016-09-10")).toMatchObject({ status: "reached", daysLate: 40 });
    expect(scenario.refused(reach)).toEqual(["milestone-already-reached"]);
  });
});

describe("a correction of the record", () => {
  it("counts from when it is known, as if it had been so from the start", () => {
    const scenario = funded();
    const release50 = scenario.history.events.find(({ type }) => type === "FundsReleased")!;
    scenario.accept(correcting(release("2016-04-02", "crafts", 40), release50.id), "2017-01-09");
    expect(scenario.at("2016-12-31")!.view.releasedFen).toBe(wan(40));
    expect(scenario.at("2016-12-31", "2017-01-08T00:00:00.000000Z")!.view.releasedFen).toBe(wan(50));
    expect(scenario.at("2016-04-01")!.view.releasedFen).toBe(0n);
  });

  it("is refused for what is unknown, replaced already, or of another kind", () => {
    const scenario = funded();
    const wrong = scenario.history.events.find(({ type }) => type === "FundsReleased")!.id;
    const right = correcting(release("2016-04-02", "crafts", 40), wrong);
    expect(scenario.refused(correcting(release("2016-04-02", "crafts", 40), idNumber(999)))).toEqual(["unknown-event"]);
    expect(scenario.refused(correcting(pay("2016-04-02", "crafts", 40), wrong))).toEqual(["correction-changes-kind"]);
    scenario.accept(right, "2017-01-09");
    expect(scenario.refused(right)).toEqual(["already-replaced"]);
  });

  it("chains, and facts that named the first still find it", () => {
    const scenario = funded();
    const payment = scenario.accept(pay("2016-05-01", "crafts", 20));
    const second = scenario.accept(correcting(pay("2016-05-01", "crafts", 25), payment), "2016-06-01");
    scenario.accept(correcting(pay("2016-05-01", "crafts", 30), second), "2016-06-02");
    const data = { payment, amountFen: wan(30), voucher: "V", reason: "退回", note: null };
    scenario.accept({ name: "ReceiveRefund", occurredOn: "2016-07-01", data });
    expect(scenario.at("2016-12-31")!.view.paidFen).toBe(0n);
  });

  it("is refused where it would break a later fact, which it names", () => {
    const scenario = funded();
    const appropriation = scenario.history.events.find(({ type }) => type === "FundsAppropriated")!.id;
    const decision = scenario.decide(correcting(appropriate("2016-03-01", 2016, 40), appropriation));
    expect(decision.ok ? null : decision.refusals[0]).toMatchObject({
      code: "breaks-later-fact",
      laterFact: { occurredOn: "2016-04-01", cause: { code: "overdrawn", values: { shortfall: wan(10) } } },
    });
  });

  it("may move entries of one day past each other: a day has no order in the world", () => {
    const scenario = Scenario.adopted();
    const appropriation = scenario.accept(appropriate("2016-03-01", 2016, 50));
    scenario.accept(release("2016-03-01", "crafts", 50));
    expect(scenario.refused(correcting(appropriate("2016-03-01", 2016, 60), appropriation))).toEqual([]);
  });

  it("voids what never was, unless something rests on it", () => {
    const scenario = funded();
    const [appropriated, released] = ["FundsAppropriated", "FundsReleased"].map(
      (type) => scenario.history.events.find((event) => event.type === type)!.id,
    );
    const voided = (event: string) => ({ name: "VoidRecord" as const, corrects: { event, reason: "重复录入" } });
    expect(scenario.refused(voided(appropriated!))).toEqual(["breaks-later-fact"]);
    scenario.accept(voided(released!));
    expect(scenario.at("2016-12-31")!.view.releasedFen).toBe(0n);
    expect(scenario.refused(voided(appropriated!))).toEqual([]);
  });
});
