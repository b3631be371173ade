import { inFoldOrder, type LiveEvent, movementOf, type PlanState, type TransferState } from "@mingzhang/domain";
import { anyOf } from "../database/any-of.ts";
import { planEventOfRow } from "../database/event-of-row.ts";
import type { Db } from "../database/queries.ts";
import type { PlanEventRow, TransferTableRow } from "../database/tables.ts";
import { orPoison } from "./poison-event.ts";
import { transferRow } from "./transfer-row.ts";

/** An event that moves money, with since when it counts and until when. */
export interface Member {
  readonly live: LiveEvent;
  readonly settles: string | null;
  readonly publicIndex: bigint;
  readonly replacedAt: bigint | null;
}

/** Every event of some transfers and of all that settles them, whenever it was recorded and whatever became of it. */
export async function familyEvents(db: Db, facts: readonly string[]): Promise<readonly Member[]> {
  const rows: PlanEventRow[] = [];
  // Three look-ups: an index of every fact would have an entry per event, and few events are ever corrected.
  for (const by of ["id", "settles", "fact"] as const) {
    const found = await db
      .selectFrom("plan_event")
      .selectAll()
      .where("moves", "=", true)
      .where(anyOf(by, facts))
      .$if(by === "fact", (corrected) => corrected.whereRef("fact", "<>", "id"))
      .execute();
    rows.push(...found);
  }
  return [...new Map(rows.map((row) => [row.id, memberOf(row)])).values()].toSorted((a, b) =>
    inFoldOrder(a.live, b.live),
  );
}

function memberOf(row: PlanEventRow): Member {
  const { fact, place, settles, public_index: publicIndex, replaced_at: replacedAt } = row;
  const live = { event: planEventOfRow(row), fact, place, resolve: () => settles ?? fact };
  return { live, settles, publicIndex, replacedAt };
}

/**
 * The rows of some transfers and of all that settles them, as they follow from what is known at a position: the fold
 * of the domain, of these few events. `members` stand in the order of the fold.
 */
export function lineage(
  members: readonly Member[],
  { position, facts }: { position: bigint; facts: ReadonlySet<string> },
): readonly TransferTableRow[] {
  const result: TransferTableRow[] = [];
  let before: Pick<PlanState, "transfers"> = { transfers: { all: {} } };
  for (const { live, settles, publicIndex, replacedAt } of members) {
    if (live.event.position > position || (replacedAt !== null && replacedAt <= position)) continue;
    if (!facts.has(live.fact) && !(settles !== null && facts.has(settles))) continue;
    result.push(orPoison(live.event, () => transferRow(before, live, { publicIndex, knownFrom: position })));
    before = { transfers: { all: settled(before, live) } };
  }
  return result;
}

/** The lines after one more movement, as the fold of the state keeps them. */
function settled(before: Pick<PlanState, "transfers">, live: LiveEvent): Record<string, TransferState> {
  const moved = movementOf(before, live);
  const lines = (before.transfers as { readonly all: Record<string, TransferState> }).all;
  if (!moved) return lines;
  const line: TransferState = { fact: live.fact, ...moved, openFen: moved.settles ? 0n : moved.amountFen };
  const target = moved.settles ? lines[moved.settles] : undefined;
  const smaller = target ? { [target.fact]: { ...target, openFen: target.openFen - moved.amountFen } } : {};
  return { ...lines, ...smaller, [live.fact]: line };
}
