import type { PlanEvent } from "@mingzhang/domain";
import type { OpenBudgetChange } from "@mingzhang/open-data";
import type { Entry } from "../entries/public-record.ts";
import { openEntry } from "./open-entry.ts";

/** Records that set or change what a project is allocated. */
export const budgetTypes: readonly PlanEvent["type"][] = ["AllocationSet", "ReallocationDecided", "PlanAmended"];

/** What each decision that counts adds to each project and year, by project, in the order of the decisions. */
export function budgetChanges(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, readonly OpenBudgetChange[]> {
  const changes = new Map<string, OpenBudgetChange[]>();
  const counting = [...entries.values()]
    .filter(({ correctedByIndex }) => correctedByIndex === null)
    .toSorted((a, b) => compare(placeOf(a, entries), placeOf(b, entries)));
  for (const entry of counting) {
    for (const [project, change] of changesIn(entry)) {
      const own = changes.get(project);
      if (own) own.push(change);
      else changes.set(project, [change]);
    }
  }
  return changes;
}

/** A correction stands where the corrected record stood. */
function placeOf(entry: Entry, entries: ReadonlyMap<string, Entry>) {
  let first = entry;
  for (let before: Entry | undefined = entry; before;) {
    first = before;
    before = before.event.replaces === null ? undefined : entries.get(before.event.replaces.event);
  }
  return { day: entry.event.occurredOn, index: first.publicIndex };
}

function compare(a: ReturnType<typeof placeOf>, b: ReturnType<typeof placeOf>): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.index < b.index ? -1 : a.index > b.index ? 1 : 0;
}

function changesIn(entry: Entry): readonly (readonly [string, OpenBudgetChange])[] {
  const { event } = entry;
  const common = { decidedOn: event.occurredOn, entry: openEntry(entry) };
  switch (event.type) {
    case "AllocationSet": {
      const { project, year, amountFen } = event.data;
      const set = { year, amountFen, kind: "original", document: null, authority: null, reason: null } as const;
      return [[project, { ...common, ...set }]];
    }
    case "ReallocationDecided":
    case "PlanAmended": {
      const { document, authority, reason } = event.data;
      return cellsOf(event.data).map(({ project, year, amountFen }) => [
        project,
        { ...common, year, amountFen, kind: "revision", document, authority, reason },
      ]);
    }
    default:
      return [];
  }
}

type Cell = { readonly project: string; readonly year: number; readonly amountFen: bigint };
type Revision =
  | { readonly from: readonly Cell[]; readonly to: readonly Cell[] }
  | { readonly changes: readonly Cell[] };

function cellsOf(revision: Revision): readonly Cell[] {
  if ("changes" in revision) return revision.changes;
  return [...revision.from.map((cell) => ({ ...cell, amountFen: -cell.amountFen })), ...revision.to];
}
