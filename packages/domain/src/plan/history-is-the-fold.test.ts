import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanEvent } from "../event/plan-event.ts";
import { fromStored } from "../event/plan-event.ts";
import { type LiveEvent, ordered, resolved } from "../replay/timeline.ts";
import { longPlan } from "../testing/long-plan.ts";
import { played, randomAttempts } from "../testing/random-plan.ts";
import { correcting, pay } from "../testing/scenario.ts";
import type { Command } from "./commands.ts";
import { decide, type Decision } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { guard } from "./guard.ts";
import { emptyHistory, extended, type History } from "./history.ts";
import { invariants } from "./invariants.ts";
import type { PlanState } from "./plan-state.ts";

/** Whether every guard and the end of every day hold in the plain fold: the definition of what may be recorded. */
function holds(events: readonly PlanEvent[]): boolean {
  const live = ordered(resolved(events));
  let state: PlanState | null = null;
  for (const [index, one] of live.entries()) {
    if (guard(state, one).length > 0) return false;
    state = evolve(state, one);
    const { occurredOn } = one.event;
    if (live[index + 1]?.event.occurredOn !== occurredOn && invariants(state, occurredOn).length > 0) return false;
  }
  return true;
}

/** An event's place in the fold and what it names, without the function that says so. */
function told({ event, fact, place, resolve }: LiveEvent) {
  const named = event.type === "RefundReceived" ? event.data.payment : null;
  const reversed = event.type === "TransferReversed" ? event.data.transfer : null;
  return { id: event.id, fact, place, named: named && resolve(named), reversed: reversed && resolve(reversed) };
}

/** Refusals that are found before anything is folded. */
const early = [
  "plan-exists",
  "unknown-plan",
  "date-in-future",
  "date-before-plan",
  "plan-closed",
  "unknown-event",
  "already-replaced",
  "correction-changes-kind",
];

describe("a history", () => {
  it("accepts what the plain fold of everything bears, refuses the rest, and what follows is that fold", () => {
    fc.assert(
      fc.property(randomAttempts, (attempts) => {
        played(attempts, ({ history }, command, decision) => {
          expect(history.live.map(told)).toEqual(ordered(resolved(history.events)).map(told));
          compare(history, command, decision);
        });
      }),
      { numRuns: 150 },
    );
  });

  it("is the same whether its events come one by one, in pieces or all at once", () => {
    fc.assert(
      fc.property(randomAttempts, fc.integer({ min: 1, max: 7 }), (attempts, size) => {
        const { events, state } = played(attempts).history;
        let pieces = emptyHistory;
        for (let at = 0; at < events.length; at += size) pieces = extended(pieces, events.slice(at, at + size));
        expect(pieces.state).toEqual(state);
        expect(extended(emptyHistory, events).state).toEqual(state);
        expect(pieces.events).toEqual(events);
      }),
      { numRuns: 60 },
    );
  });

  it("stays what it was when a longer one is made of it", () => {
    const events = stored(300);
    const shorter = extended(emptyHistory, events.slice(0, 299));
    extended(shorter, events.slice(299));
    expect(shorter.events).toEqual(events.slice(0, 299));
    expect(shorter.state).toEqual(extended(emptyHistory, events.slice(0, 299)).state);
  });

  function compare(history: History, command: Command, decision: Decision): void {
    if (!decision.ok && decision.refusals.some(({ code }) => early.includes(code))) return;
    if (decision.ok) {
      expect(holds(decision.next.events)).toBe(true);
      const fold = ordered(resolved(decision.next.events)).reduce(evolve, null as PlanState | null);
      expect(decision.next.state).toEqual(fold);
    } else expect(holds([...history.events, candidate(history, command)])).toBe(false);
  }
});

describe("the work of one more command", () => {
  const sizes = [1000, 4000];
  const histories = sizes.map((size) => extended(emptyHistory, stored(size)));
  const next = (history: History, command: Command): History => {
    const context = { plan: "long", today: "2026-01-01", simulated: true };
    const decision = decide(history, command, { ...context, newId: () => "00000000-0000-4000-8000-000000000001" });
    if (!decision.ok) throw new Error(decision.refusals.map(({ code }) => code).join());
    return decision.next;
  };
  const small = (occurredOn: string, project = "housing") => {
    const command = pay(occurredOn, project, 1);
    return { ...command, data: { ...command.data, amountFen: 1000n } } as typeof command;
  };

  it("is one event for the next payment, and one for a payment of three years ago", () => {
    for (const history of histories) {
      expect(next(history, small("2021-01-05")).folded).toBe(1);
      expect(next(history, small("2018-07-03")).folded).toBe(1);
    }
  });

  it("is the events of a day for a correction in the middle", () => {
    for (const [index, history] of histories.entries()) {
      const wrong = history.live.find(({ event, fact }) => {
        const alone = history.find(fact)?.settlers.length === 0 && event.replaces === null;
        return alone && event.type === "PaymentMade" && event.occurredOn > "2018-06-01";
      })?.event;
      if (wrong?.type !== "PaymentMade") throw new Error("no payment to correct");
      const command = correcting(small(wrong.occurredOn, wrong.data.project), wrong.id);
      // The busiest day of these plans holds twenty events more than the others: those of its progress or its money.
      expect(next(history, command).folded).toBeLessThanOrEqual(20 + ((sizes[index] ?? 0) / 1820) * 4);
    }
  });
});

function stored(events: number): readonly PlanEvent[] {
  return longPlan({ slug: "long", events }).map((form, index) =>
    fromStored({
      ...form,
      stream: "plan-long",
      revision: index,
      position: BigInt(index + 1),
      recordedAt: "2026-01-09T02:11:07.123456Z",
    }),
  );
}

function candidate(history: History, command: Command): PlanEvent {
  const position = (history.last?.position ?? 0n) + 1n;
  const corrects = "corrects" in command ? (command.corrects ?? null) : null;
  const target = corrects && history.event(corrects.event);
  const root = target && history.event(history.find(target.id)?.fact ?? "");
  const types = { AppropriateFunds: "FundsAppropriated", ReleaseFunds: "FundsReleased", MakePayment: "PaymentMade" };
  const others = { ReceiveRefund: "RefundReceived", ReverseTransfer: "TransferReversed", VoidRecord: "RecordVoided" };
  const more = { DecideReallocation: "ReallocationDecided", PlanMilestone: "MilestonePlanned" };
  const last = { ReportProgress: "PhysicalProgressReported", PayHousehold: "HouseholdPaid" };
  const files = { AttachEvidence: "EvidenceAttached", WithdrawEvidence: "EvidenceWithdrawn" };
  const named: Record<string, string> = { ...types, ...others, ...more, ...last, ...files };
  const type = command.name === "VoidRecord" ? "RecordVoided" : (root?.type ?? named[command.name]);
  const occurredOn = "occurredOn" in command ? command.occurredOn : target?.occurredOn;
  const data = "data" in command ? command.data : { reason: "" };
  const id = "00000000-0000-4000-8000-00000000ffff";
  return { id, type, occurredOn, data, replaces: corrects, simulated: false, plan: "p", position } as never;
}
