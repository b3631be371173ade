import type { OpenBudgetChange, OpenEntry } from "./publication.ts";

/** One project in one year: what the plan set, and what is in force. */
export interface BudgetYear {
  readonly year: number;
  /** Null where the plan itself set nothing for the year. */
  readonly original: {
    readonly amountFen: bigint;
    readonly entries: readonly OpenEntry[];
    readonly setOn: string;
  } | null;
  /** The full amount after every revision so far: it replaces the original. Null where nothing was revised. */
  readonly revised: {
    readonly amountFen: bigint;
    readonly entries: readonly OpenEntry[];
    readonly setOn: string;
  } | null;
}

/** The budgets of a project by year, in order. The amounts in force add up to what is allocated. */
export function budgetYears(changes: readonly OpenBudgetChange[]): readonly BudgetYear[] {
  const years = [...new Set(changes.map(({ year }) => year))].toSorted((a, b) => a - b);
  return years.map((year) => {
    const own = changes.filter((change) => change.year === year);
    const set = own.filter(({ kind }) => kind === "original");
    const revisions = own.filter(({ kind }) => kind === "revision");
    return {
      year,
      original: set.length === 0 ? null : summed(set, set),
      revised: revisions.length === 0 ? null : summed(own, revisions),
    };
  });
}

function summed(counted: readonly OpenBudgetChange[], decisions: readonly OpenBudgetChange[]) {
  return {
    amountFen: sumOf(counted),
    entries: decisions.map(({ entry }) => entry),
    setOn: decisions.reduce((last, { decidedOn }) => (decidedOn > last ? decidedOn : last), ""),
  };
}

/** The whole budget of a project after one decision: the original one, then one for each revision. */
export interface BudgetState {
  /** Null for the original budget. */
  readonly revision: OpenBudgetChange | null;
  readonly years: readonly { readonly year: number; readonly amountFen: bigint }[];
}

/** Each state holds every year in full: a later one replaces the one before, and the last is in force. */
export function budgetStates(changes: readonly OpenBudgetChange[]): readonly BudgetState[] {
  const set = changes.filter(({ kind }) => kind === "original");
  const revisions = changes.filter(({ kind }) => kind === "revision");
  const decisions = [...new Map(revisions.map((change) => [change.entry.id, change])).values()];
  const states: BudgetState[] = set.length === 0 ? [] : [{ revision: null, years: byYear(set) }];
  let counted = set;
  for (const decision of decisions) {
    counted = [...counted, ...revisions.filter(({ entry }) => entry.id === decision.entry.id)];
    states.push({ revision: decision, years: byYear(counted) });
  }
  return states;
}

function byYear(changes: readonly OpenBudgetChange[]): BudgetState["years"] {
  const years = [...new Set(changes.map(({ year }) => year))].toSorted((a, b) => a - b);
  return years.map((year) => ({ year, amountFen: sumOf(changes.filter((change) => change.year === year)) }));
}

function sumOf(changes: readonly OpenBudgetChange[]): bigint {
  return changes.reduce((sum, { amountFen }) => sum + amountFen, 0n);
}
