import { type LiveEvent, movementOf, type PlanState, type TransferState } from "@mingzhang/domain";
import { eventOfRow } from "../database/event-of-row.ts";
import { liveAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { TransferTableRow } from "../database/tables.ts";
import { orPoison } from "./poison-event.ts";
import { transferRow } from "./transfer-row.ts";

/**
 * The rows of some transfers and of all that settles them, as they follow from what is known at a position: the fold
 * of the domain, of these few events.
 */
export async function lineage(
  db: Db,
  { plan, position, facts }: { plan: string; position: bigint; facts: readonly string[] },
): Promise<readonly TransferTableRow[]> {
  const rows = await db
    .selectFrom("plan_event")
    .selectAll()
    .where("plan", "=", plan)
    .where("moves", "=", true)
    .where((eb) => eb.or([eb("fact", "in", facts), eb("settles", "in", facts)]))
    .where(liveAt(position))
    .orderBy("occurred_on")
    .orderBy("place")
    .execute();
  const result: TransferTableRow[] = [];
  let before: Pick<PlanState, "transfers"> = { transfers: { all: {} } };
  for (const row of rows) {
    const event = eventOfRow(row);
    const live: LiveEvent = { event, fact: row.fact, place: row.place, resolve: () => row.settles ?? row.fact };
    const place = { publicIndex: row.public_index, knownFrom: position };
    result.push(orPoison(event, () => transferRow(before, live, place)));
    before = { transfers: { all: settled(before, live) } };
  }
  return result;
}

/** The lines after one more movement, as the fold of the state keeps them. */
function settled(before: Pick<PlanState, "transfers">, live: LiveEvent): Record<string, TransferState> {
  const moved = movementOf(before, live);
  const lines = before.transfers.all ?? {};
  if (!moved) return lines;
  const line: TransferState = { fact: live.fact, ...moved, openFen: moved.settles ? 0n : moved.amountFen };
  const target = moved.settles ? lines[moved.settles] : undefined;
  const smaller = target ? { [target.fact]: { ...target, openFen: target.openFen - moved.amountFen } } : {};
  return { ...lines, ...smaller, [live.fact]: line };
}
