import type { PlanView } from "@mingzhang/domain";
import type { RevisedCell, Revision } from "@mingzhang/portal";
import { entriesOfTypes } from "../entries/entries-of-types.ts";
import type { Entry } from "../entries/public-record.ts";
import type { Question } from "../http/question.ts";
import { budgetChanges, budgetTypes } from "../open-data/budget-changes.ts";
import { changeOf } from "./changes.ts";

type BudgetChange = NonNullable<ReturnType<ReturnType<typeof budgetChanges>["get"]>>[number] & {
  readonly project: string;
};

/** Each decision that changed allocations, newest first: what every cell held before it and holds after. */
export async function revisionsOf(question: Question, view: PlanView): Promise<readonly Revision[]> {
  const entries = await entriesOfTypes(question, view.slug, { types: budgetTypes });
  const decisions = new Map<string, BudgetChange[]>();
  for (const [project, changes] of budgetChanges(entries)) {
    for (const change of changes) {
      const { id } = change.entry;
      decisions.set(id, [...(decisions.get(id) ?? []), { ...change, project }]);
    }
  }
  const cells = new Map<string, bigint>();
  const revisions: Revision[] = [];
  let total = 0n;
  const order = inOrder(entries);
  for (const [id, changes] of [...decisions].toSorted(([a], [b]) => order(a, b))) {
    const before = total;
    const revised = changes.map((change) => {
      total += change.amountFen;
      return move(cells, change, view);
    });
    const entry = entries.get(id);
    const [first] = changes;
    if (entry && first?.kind === "revision")
      revisions.push(revision(entry, { question, revised, before, total, first }));
  }
  return revisions.toReversed();
}

function revision(
  entry: Entry,
  {
    question,
    revised,
    before,
    total,
    first,
  }: {
    readonly question: Question;
    readonly revised: readonly RevisedCell[];
    readonly before: bigint;
    readonly total: bigint;
    readonly first: BudgetChange;
  },
): Revision {
  return {
    change: changeOf(entry, question),
    document: first.document ?? "",
    cells: revised,
    totalBeforeFen: before,
    totalAfterFen: total,
  };
}

function move(cells: Map<string, bigint>, { project, year, amountFen }: BudgetChange, view: PlanView): RevisedCell {
  const cell = `${project} ${year}`;
  const beforeFen = cells.get(cell) ?? 0n;
  cells.set(cell, beforeFen + amountFen);
  const name = view.projects.find(({ code }) => code === project)?.name ?? { zh: project, en: null };
  return { project: name, year, beforeFen, afterFen: beforeFen + amountFen };
}

/** By day, and on one day in the order of recording, where a correction stands for what it corrects: as plans fold. */
function inOrder(entries: ReadonlyMap<string, Entry>): (a: string, b: string) => number {
  const place = (id: string) => {
    let entry = entries.get(id);
    const day = entry?.event.occurredOn ?? "";
    while (entry?.event.replaces) entry = entries.get(entry.event.replaces.event);
    return { day, index: entry?.publicIndex ?? 0n };
  };
  return (a, b) => {
    const [one, other] = [place(a), place(b)];
    if (one.day !== other.day) return one.day < other.day ? -1 : 1;
    return one.index < other.index ? -1 : 1;
  };
}
