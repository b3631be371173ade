import { PlanBooks, type PlanTotals } from "./plan-books.ts";
import type { PlanRecord, PublicRecord } from "./public-record.ts";
import { type Breach, BrokenRule, ruleNames, type RuleName } from "./rule.ts";

/** Outcome of the replay: every rule, and what the books come to. */
export interface Replay {
  readonly passed: boolean;
  readonly rules: readonly { readonly name: RuleName; readonly breaches: readonly Breach[] }[];
  readonly plans: readonly PlanTotals[];
  readonly entries: number;
  readonly unjudged: ReadonlyMap<string, number>;
}

/**
 * Replays what is known at the end of the log, day by day. `early` are the breaches met while it was read, `signed`
 * those of the signatures under it.
 */
export function replayRecord(record: PublicRecord, early: readonly Breach[], signed: readonly Breach[] = []): Replay {
  const breaches = [...early, ...signed];
  const plans: PlanTotals[] = [];
  // Where entries could not be read, sums would be of something else than what was published.
  for (const plan of early.length > 0 ? [] : record.plans()) {
    const books = new PlanBooks(plan.plan, plan.resolve);
    const breach = breachIn(plan, books);
    if (breach !== undefined) breaches.push(breach);
    plans.push(books.totals());
  }
  return {
    passed: breaches.length === 0,
    rules: ruleNames.map((name) => ({ name, breaches: breaches.filter(({ rule }) => rule === name) })),
    plans,
    entries: record.size,
    unjudged: record.unjudged,
  };
}

function breachIn({ facts }: PlanRecord, books: PlanBooks): Breach | undefined {
  try {
    facts.forEach((fact, at) => {
      books.take(fact);
      if (facts[at + 1]?.leaf.occurredOn !== fact.leaf.occurredOn) books.endDay(fact);
    });
    return undefined;
  } catch (error) {
    if (error instanceof BrokenRule) return error.breach;
    throw error;
  }
}
