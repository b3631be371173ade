/** What must hold of the public record; the words for each are in `rule-words.ts`. In the order of their checking. */
export const ruleNames = [
  "entries-in-sequence",
  "entries-readable",
  "corrections-name-entries",
  "transfers-known",
  "books-balance",
  "totals-kept",
  "releases-within-allocations",
  "payments-within-releases",
  "keys-announced",
] as const;

export type RuleName = (typeof ruleNames)[number];

/** Why a rule does not hold, and which one. */
const ruleOf = {
  "not-an-event": "entries-readable",
  "wrong-sequence": "entries-in-sequence",
  "unknown-version": "entries-readable",
  "wrong-fact": "entries-readable",
  "wrong-amount": "entries-readable",
  "corrects-later-or-unknown": "corrections-name-entries",
  "corrects-other-plan": "corrections-name-entries",
  "corrects-other-kind": "corrections-name-entries",
  "corrects-twice": "corrections-name-entries",
  "no-plan": "entries-readable",
  "plan-twice": "entries-readable",
  "no-project": "entries-readable",
  "project-twice": "entries-readable",
  "no-transfer": "transfers-known",
  "transfer-exceeded": "transfers-known",
  overdrawn: "books-balance",
  "books-differ": "books-balance",
  "total-changed": "totals-kept",
  "cell-below-zero": "totals-kept",
  "cell-twice": "totals-kept",
  "released-above-allocation": "releases-within-allocations",
  "paid-above-release": "payments-within-releases",
  "key-out-of-order": "keys-announced",
  "key-not-announced": "keys-announced",
  "key-before-its-entry": "keys-announced",
} as const satisfies Record<string, RuleName>;

export type BreachCode = keyof typeof ruleOf;

/** Where a rule is broken: the entry that anybody can look up, and the day in the world. */
export interface Breach {
  readonly rule: RuleName;
  readonly code: BreachCode;
  /** Index of the entry in the log. */
  readonly index: number;
  readonly plan: string | undefined;
  readonly day: string | undefined;
  /** Project, account or field, and amounts in yuan, as far as there are any. */
  readonly detail: string;
}

/** Ends the replay of a plan at the first thing that cannot be: what follows from it would be noise. */
export class BrokenRule extends Error {
  readonly breach: Breach;

  constructor(breach: Omit<Breach, "rule">) {
    super(`${breach.code} at ${breach.index} ${breach.detail}`);
    this.name = "BrokenRule";
    this.breach = { ...breach, rule: ruleOf[breach.code] };
  }
}
