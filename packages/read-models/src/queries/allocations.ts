import { knownAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { AllocationRow, ResolvedMoment } from "../contract.ts";

export async function readAllocations(
  db: Db,
  slug: string,
  { asOf, position }: ResolvedMoment,
): Promise<readonly AllocationRow[]> {
  const rows = await db
    .selectFrom("allocation")
    .select(["event", "occurred_on", "project", "year", "amount_fen"])
    .where("plan", "=", slug)
    .where("occurred_on", "<=", asOf)
    .where(knownAt(position))
    .orderBy("occurred_on")
    .orderBy("place")
    .orderBy("project")
    .orderBy("year")
    .execute();
  return rows.map((row) => ({
    event: row.event,
    occurredOn: row.occurred_on,
    project: row.project,
    year: row.year,
    amountFen: row.amount_fen,
  }));
}
