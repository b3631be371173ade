import type { StoredEvent } from "@mingzhang/event-store";
import { describe, expect, it } from "vitest";
import { type Account, type Acknowledged, judge, type Sent } from "./judge.ts";

const stream = "plan-a";
const keys = ["one", "two", "three"];
const instant = (position: number) => `2026-01-09T02:11:07.00000${position}Z`;

function eventAt(index: number, change: Partial<StoredEvent> = {}): StoredEvent {
  const key = keys[index] ?? "";
  return {
    id: `id-${key}`,
    type: "FundsAppropriated",
    stream,
    revision: index,
    position: BigInt(index + 1),
    recordedAt: instant(index + 1),
    data: { amountFen: `${index}`, voucher: key },
    meta: { command: key },
    ...change,
  };
}

const sent: readonly Sent[] = keys.map((key, index) => ({ key, stream, amountFen: `${index}`, sentAt: index * 10 }));
const acknowledged: readonly Acknowledged[] = keys.map((key, index) => ({
  key,
  position: BigInt(index + 1),
  recordedAt: instant(index + 1),
  ackedAt: index * 10 + 5,
}));
const account: Account = { sent, acknowledged, own: new Set() };
const stored = keys.map((_, index) => eventAt(index));
const [first, second, third] = stored as [StoredEvent, StoredEvent, StoredEvent];

describe("the judge of the crash laboratory", () => {
  it("finds nothing where all is as it was acknowledged", () => {
    expect(judge(account, stored)).toEqual([]);
  });

  it("lets a recording be stored that was sent and never acknowledged", () => {
    expect(judge({ ...account, acknowledged: acknowledged.slice(0, 2) }, stored)).toEqual([]);
  });

  it.each<[string, readonly StoredEvent[], RegExp, Account?]>([
    ["a lost recording", [first, second], /three was acknowledged at position 3 and is not stored/],
    [
      "a doubled one",
      [...stored, eventAt(2, { revision: 3, position: 4n, recordedAt: instant(4) })],
      /three is stored twice, again at position 4/,
    ],
    ["one that nobody sent", stored, /holds three, which nobody sent/, { ...account, sent: sent.slice(0, 2) }],
    ["another amount", [first, second, eventAt(2, { data: { amountFen: "9", voucher: "three" } })], /something else/],
    ["another stream", [first, second, eventAt(2, { stream: "plan-b", revision: 0 })], /three is stored as something/],
    ["a hole in a stream", [first, second, eventAt(2, { revision: 3 })], /revision 3 where 2 should follow/],
    ["a position that falls", [first, third, second], /position 2 follows 3/],
    ["an instant that falls", [first, second, eventAt(2, { recordedAt: instant(1) })], /01Z follows .*02Z/],
    [
      "an instant that two streams share",
      [first, second, eventAt(2, { recordedAt: instant(2), stream: "plan-b", revision: 0 })],
      /share the instant/,
    ],
    ["another place than was acknowledged", [first, second, eventAt(2, { position: 7n })], /and is stored at 7/],
    [
      "an order that nobody saw",
      [eventAt(1, { revision: 0, position: 1n }), eventAt(0, { revision: 1, position: 2n }), third],
      /one was acknowledged before two was sent, and is stored after it/,
    ],
  ])("finds %s", (_, held, fault, given = account) => {
    expect(judge(given, held).join("\n")).toMatch(fault);
  });
});
