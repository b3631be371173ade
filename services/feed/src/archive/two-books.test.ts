import { earmarked, evolve, fromStored, ordered, type PlanEvent, type PlanState, resolved } from "@mingzhang/domain";
import { longPlan } from "@mingzhang/domain/testing";
import { PublicRecord, replayRecord } from "@mingzhang/public-rules";
import { describe, expect, it } from "vitest";
import { publicEntry } from "../entries/public-entry.ts";

function eventsOf(slug: string, count: number): readonly PlanEvent[] {
  return longPlan({ slug, events: count }).map((stored, at) => {
    const recordedAt = "2021-01-01T00:00:00.000000Z";
    return fromStored({ ...stored, stream: `plan-${slug}`, revision: at, position: BigInt(at), recordedAt });
  });
}

function publicLines(events: readonly PlanEvent[]): string[] {
  const indices = new Map(events.map(({ id }, at) => [id, BigInt(at)]));
  return events.map((event, at) => {
    const correctsIndex = event.replaces === null ? null : (indices.get(event.replaces.event) ?? null);
    return publicEntry({ event, publicIndex: BigInt(at), correctsIndex }).line;
  });
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

describe("the books that a stranger keeps from public entries", () => {
  it.each([1500, 2500])(
    "come to the sums of the domain, over %i events with corrections, late ones and refunds",
    (count) => {
      const events = eventsOf("long-plan", count);
      expect(events.some(({ replaces }) => replaces !== null)).toBe(true);
      const record = new PublicRecord();
      for (const line of publicLines(events)) record.add(new TextEncoder().encode(line));
      const { passed, rules, plans, unjudged } = replayRecord(record, []);
      expect(rules.flatMap(({ breaches }) => breaches)).toEqual([]);
      expect([passed, unjudged.size]).toEqual([true, 0]);

      const state = ordered(resolved(events)).reduce(evolve, null as PlanState | null);
      const projects = Object.values(state?.projects ?? {});
      expect(plans).toEqual([
        {
          plan: "long-plan",
          allocated: sum(projects.flatMap(({ allocations }) => Object.values(allocations))),
          appropriated: sum(Object.values(state?.appropriated ?? {})),
          released: sum(projects.map(({ releasedFen }) => releasedFen)),
          paid: sum(projects.map(({ paidFen }) => paidFen)),
          account: state?.balances[earmarked] ?? 0n,
        },
      ]);
    },
  );
});
