import fc from "fast-check";
import type { Command, FactCommand } from "../plan/commands.ts";
import type { Decision } from "../plan/decide.ts";
import { Transfers } from "../plan/transfers.ts";
import { addDays } from "../time/day.ts";
import { appropriate, attach, digestOf, pay, payHousehold, release, Scenario, withdraw } from "./scenario.ts";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;

/** One attempt: what is proposed, on which day it happened, how late it is recorded. Many attempts are refused. */
interface Attempt {
  readonly kind:
    | "appropriate"
    | "release"
    | "pay"
    | "refund"
    | "reverse"
    | "move"
    | "correct"
    | "void"
    | "milestone"
    | "progress"
    | "attach"
    | "withdraw";
  readonly day: number;
  readonly lateDays: number;
  readonly amount: number;
  readonly housing: boolean;
  readonly pick: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.constantFrom(
    "appropriate",
    "appropriate",
    "release",
    "release",
    "pay",
    "refund",
    "reverse",
    "move",
    "correct",
    "void",
    "milestone",
    "progress",
    "attach",
    "withdraw",
  ),
  day: fc.integer({ min: 0, max: 1000 }),
  lateDays: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  amount: fc.integer({ min: 1, max: 60 }),
  housing: fc.boolean(),
  pick: fc.nat({ max: 1000 }),
});

/** Looks at every attempt before it is recorded: the scenario so far, the command, and what was decided. */
type Witness = (scenario: Scenario, command: Command, decision: Decision) => void;

/** Histories that decisions made: late entries, back-dated ones, corrections of corrections, voids, reversals. */
export const randomScenario: fc.Arbitrary<Scenario> = fc.array(attempt, { maxLength: 40 }).map((all) => played(all));

/** The same, not played out yet. */
export const randomAttempts: fc.Arbitrary<readonly Attempt[]> = fc.array(attempt, { maxLength: 60 });

export function played(attempts: readonly Attempt[], witness: Witness = () => undefined): Scenario {
  const scenario = Scenario.adopted();
  scenario.accept({ name: "SetThresholds", occurredOn: "2016-01-01", data: { paymentCeilingPoints: "30" } });
  let recordedOn = "2016-01-01";
  for (const one of attempts) {
    const command = commandFor(scenario, one);
    const happened = "occurredOn" in command ? addDays(command.occurredOn, one.lateDays) : recordedOn;
    if (happened > recordedOn) recordedOn = happened;
    const decision = scenario.decide(command, recordedOn);
    witness(scenario, command, decision);
    if (decision.ok) scenario.accept(command, recordedOn);
  }
  return scenario;
}

function commandFor(scenario: Scenario, one: Attempt): Command {
  const { events } = scenario.history;
  const corrected = events[one.pick % events.length]!;
  if (one.kind === "void") return { name: "VoidRecord", corrects: { event: corrected.id, reason: "重复" } };
  const command = factFor(scenario, one);
  return one.kind === "correct" ? { ...command, corrects: { event: corrected.id, reason: "有误" } } : command;
}

function factFor(scenario: Scenario, { kind, day, amount, housing, pick }: Attempt): FactCommand {
  const occurredOn = addDays("2016-01-01", day);
  const project = housing ? "housing" : "crafts";
  const transfers = Transfers.of(scenario.history.state?.transfers ?? {})
    .all()
    .map(({ fact }) => fact);
  const transfer = transfers[pick % Math.max(transfers.length, 1)] ?? "00000000-0000-4000-8000-999999999999";
  const entry = { voucher: "V", reason: "原因", note: null };
  switch (kind) {
    case "appropriate":
      return appropriate(occurredOn, 2016 + (pick % 3), amount * 3);
    case "pay":
      // A payment to a household goes by the same rules: every second one is.
      return (pick % 2 === 0 ? pay : payHousehold)(occurredOn, project, amount);
    case "progress": {
      const data = { project, quantity: "houses", done: String(pick % 200), note: null };
      return { name: "ReportProgress", occurredOn, data };
    }
    case "refund":
      return { name: "ReceiveRefund", occurredOn, data: { payment: transfer, amountFen: wan(amount), ...entry } };
    case "reverse":
      return { name: "ReverseTransfer", occurredOn, data: { transfer, ...entry } };
    case "move": {
      const from = [{ project, year: 2016 + (pick % 3), amountFen: wan(amount) }];
      const to = [{ project: housing ? "crafts" : "housing", year: 2018, amountFen: wan(amount) }];
      const data = { from, to, reason: "调剂", authority: "小组", document: "文" };
      return { name: "DecideReallocation", occurredOn, data };
    }
    case "attach":
      return attach(occurredOn, project, { sha256: digestOf(pick % 4), milestone: null });
    case "withdraw":
      return withdraw(occurredOn, project, digestOf(pick % 4));
    case "milestone": {
      const name = { zh: "节点", en: null };
      const data = { project, milestone: `m-${pick}`, name, dueOn: addDays(occurredOn, amount) };
      return { name: "PlanMilestone", occurredOn, data };
    }
    default:
      return release(occurredOn, project, amount);
  }
}
