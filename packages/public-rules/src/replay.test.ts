import { describe, expect, it } from "vitest";
import { PublicRecord } from "./public-record.ts";
import { type Replay, replayRecord } from "./replay.ts";
import { type Breach, BrokenRule } from "./rule.ts";
import { entriesOf, money, type Said, soundPlan } from "./testing/public-plan.ts";

function replay(entries: readonly Uint8Array[]): Replay {
  const record = new PublicRecord();
  const early: Breach[] = [];
  for (const entry of entries) {
    try {
      record.add(entry);
    } catch (error) {
      if (!(error instanceof BrokenRule)) throw error;
      early.push(error.breach);
      break;
    }
  }
  return replayRecord(record, early);
}

const breaches = (said: readonly Said[]): string[] =>
  replay(entriesOf(said)).rules.flatMap(({ name, breaches: found }) =>
    found.map(({ code, index, day }) => `${name} ${code} ${index} ${day ?? ""}`),
  );
const withMore = (...more: Said[]): string[] => breaches([...soundPlan, ...more]);
const at = soundPlan.length;

describe("a sound plan", () => {
  it("comes to its sums, to the fen", () => {
    const { passed, plans, entries } = replay(entriesOf(soundPlan));
    expect([passed, entries]).toEqual([true, at]);
    expect(plans).toEqual([
      { plan: "p", allocated: 595_00n, appropriated: 500_00n, released: 300_00n, paid: 100_00n, account: 200_00n },
    ]);
  });

  it("stands beside entries of other kinds, which are counted and not judged", () => {
    const other = new TextEncoder().encode(
      JSON.stringify({ id: "x", type: "other.KeyRotated", sequence: String(at).padStart(12, "0") }),
    );
    const { passed, unjudged } = replay([...entriesOf(soundPlan), other]);
    expect([passed, [...unjudged]]).toEqual([true, [["other.KeyRotated", 1]]]);
  });

  it("holds photos and their going, which move no money", () => {
    const photo = { project: "crafts", sha256: "0f".repeat(32) };
    const both: readonly Said[] = [
      { kind: "EvidenceAttached", on: "2016-12-30", fact: photo },
      { kind: "EvidenceWithdrawn", on: "2016-12-31", fact: { ...photo, reason: "本人要求" } },
    ];
    const { passed, unjudged } = replay(entriesOf([...soundPlan, ...both]));
    expect([passed, [...unjudged]]).toEqual([true, []]);
  });

  it("stands beside kinds of its own publisher that these rules do not know, and says so", () => {
    const later: Said = { kind: "SomethingLater", on: "2016-12-31", fact: {} };
    const { passed, unjudged } = replay(entriesOf([...soundPlan, later, later]));
    expect([passed, [...unjudged]]).toEqual([true, [["SomethingLater", 2]]]);
  });

  it("may void an entry, and record a day late", () => {
    expect(withMore({ kind: "RecordVoided", on: "2016-04-01", fact: { reason: "r" }, corrects: 10 })).toEqual([]);
    expect(
      withMore({ kind: "FundsReleased", on: "2016-10-01", fact: { project: "b", amount: money("150.00") } }),
    ).toEqual([]);
  });

  it("keeps the place of what it corrects: a corrected appropriation still comes before its release", () => {
    const sameDay = soundPlan.map((one, index) => (index === 8 ? { ...one, on: "2016-03-01" } : one));
    const more = {
      kind: "FundsAppropriated",
      on: "2016-03-01",
      fact: { year: 2016, amount: money("501.00") },
      corrects: 7,
    };
    expect(breaches([...sameDay, more])).toEqual([]);
  });
});

describe("a plan that breaks a rule", () => {
  const release = (project: string, yuan: string, on: string): Said => ({
    kind: "FundsReleased",
    on,
    fact: { project, amount: money(yuan) },
  });
  const pay = (project: string, yuan: string, on: string): Said => ({
    kind: "PaymentMade",
    on,
    fact: { project, amount: money(yuan) },
  });

  it.each<[string, Said, string]>([
    [
      "more released than allocated",
      release("a", "30.01", "2016-12-31"),
      "releases-within-allocations released-above-allocation",
    ],
    [
      "released before the year it is for",
      release("b", "155.00", "2016-12-31"),
      "releases-within-allocations released-above-allocation",
    ],
    [
      "too much for one day in the past",
      release("a", "30.00", "2016-06-30"),
      "releases-within-allocations released-above-allocation",
    ],
    ["more paid than released", pay("a", "200.01", "2016-12-31"), "payments-within-releases paid-above-release"],
    ["paid from nothing", pay("b", "0.01", "2016-12-31"), "payments-within-releases paid-above-release"],
    [
      "a reversed appropriation that was spent",
      { kind: "TransferReversed", on: "2016-12-31", fact: { transfer: "id-7" } },
      "books-balance overdrawn",
    ],
    [
      "a refund above its payment",
      { kind: "RefundReceived", on: "2016-12-31", fact: { payment: "id-9", amount: money("100.01") } },
      "transfers-known transfer-exceeded",
    ],
    [
      "a refund of a release",
      { kind: "RefundReceived", on: "2016-12-31", fact: { payment: "id-8", amount: money("1.00") } },
      "transfers-known no-transfer",
    ],
    [
      "a reversal of nothing known",
      { kind: "TransferReversed", on: "2016-12-31", fact: { transfer: "id-99" } },
      "transfers-known no-transfer",
    ],
    [
      "a reversal twice",
      { kind: "TransferReversed", on: "2016-12-31", fact: { transfer: "id-12" } },
      "transfers-known transfer-exceeded",
    ],
    [
      "a cell set twice",
      { kind: "AllocationSet", on: "2016-12-31", fact: { project: "a", year: 2016, amount: money("1.00") } },
      "totals-kept cell-twice",
    ],
    [
      "a cell below zero",
      {
        kind: "PlanAmended",
        on: "2016-12-31",
        fact: { changes: [{ project: "b", year: 2016, amount: money("-150.01") }] },
      },
      "totals-kept cell-below-zero",
    ],
    ["a project that is not there", release("c", "1.00", "2016-12-31"), "entries-readable no-project"],
    ["a plan that is not there", { ...release("a", "1.00", "2016-12-31"), plan: "q" }, "entries-readable no-plan"],
    ["an amount without fen", release("a", "1", "2016-12-31"), "entries-readable wrong-amount"],
    ["a negative amount", release("a", "-1.00", "2016-12-31"), "entries-readable wrong-amount"],
    ["an amount of nothing", release("a", "0.00", "2016-12-31"), "entries-readable wrong-amount"],
  ])("is found: %s", (_, more, expected) => {
    expect(withMore(more)[0]).toMatch(new RegExp(`^${expected} `));
  });

  it("is found: a reallocation that does not keep the total", () => {
    const cells = { project: "a", year: 2016 };
    const fact = { from: [{ ...cells, amount: money("1.00") }], to: [{ ...cells, year: 2017, amount: money("1.01") }] };
    expect(withMore({ kind: "ReallocationDecided", on: "2016-12-31", fact })).toEqual([
      `totals-kept total-changed ${at} 2016-12-31`,
    ]);
  });

  it.each<[string, Partial<Said>, string]>([
    ["an entry that comes later", { corrects: at }, "corrects-later-or-unknown"],
    ["an entry that was corrected", { corrects: 12 }, "corrects-twice"],
    ["an entry of another kind", { corrects: 7 }, "corrects-other-kind"],
    ["an entry of another plan", { corrects: 8, plan: "q" }, "corrects-other-plan"],
  ])("is found: a correction of %s", (_, more, code) => {
    expect(withMore({ ...release("a", "1.00", "2016-12-31"), ...more })[0]).toMatch(
      new RegExp(`^corrections-name-entries ${code} ${at} `),
    );
  });

  it("is found: a correction whose id and place do not fit, a gap, another version, and what is no event", () => {
    const texts = entriesOf([...soundPlan, { ...release("a", "1.00", "2016-12-31"), corrects: 8 }]).map((entry) =>
      new TextDecoder().decode(entry),
    );
    const last = texts.at(-1)!;
    const codeOf = (text: string): string | undefined =>
      replay([...texts.slice(0, -1), text].map((each) => new TextEncoder().encode(each))).rules.flatMap(
        ({ breaches: found }) => found.map(({ code }) => code),
      )[0];
    expect(codeOf(last.replace('"sequence":"000000000008"', '"sequence":"000000000009"'))).toBe(
      "corrects-later-or-unknown",
    );
    expect(codeOf(last.replace(/"sequence":"0+16"/, '"sequence":"000000000017"'))).toBe("wrong-sequence");
    expect(codeOf(last.replace("FundsReleased.v1", "FundsReleased.v2"))).toBe("unknown-version");
    expect(codeOf("[]")).toBe("not-an-event");
    expect(codeOf("{")).toBe("not-an-event");
  });
});
