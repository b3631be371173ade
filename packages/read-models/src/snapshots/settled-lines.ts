import type { TransferState } from "@mingzhang/domain";
import { movement } from "@mingzhang/ledger";
import { sql } from "kysely";
import { knownAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";

/** A plan on a day, as known at a position. */
export interface PlanAt {
  readonly plan: string;
  readonly asOf: string;
  readonly position: bigint;
}

/** Lines of transfers as the fold keeps them, by fact. */
export async function settledLines(
  db: Db,
  { plan, asOf, position }: PlanAt,
  facts: readonly string[],
): Promise<Record<string, TransferState>> {
  if (facts.length === 0) return {};
  const rows = await db
    .selectFrom("transfer")
    .select([
      "fact",
      "kind",
      "amount_fen",
      "from_account",
      "to_account",
      "project",
      "fiscal_year",
      "counted_in",
      "settles",
    ])
    .select((eb) =>
      eb
        .selectFrom("transfer as settling")
        .select(sql<string>`coalesce(sum(settling.amount_fen), 0)::text`.as("fen"))
        .whereRef("settling.settles", "=", "transfer.fact")
        .where("settling.occurred_on", "<=", asOf)
        .where("settling.known_from", "<=", position)
        .where((or) => or.or([or("settling.known_to", "is", null), or("settling.known_to", ">", position)]))
        .as("settled_fen"),
    )
    .where("plan", "=", plan)
    .where("fact", "in", facts)
    .where("occurred_on", "<=", asOf)
    .where(knownAt(position))
    .execute();
  const lines = rows.map((row): TransferState => ({
    fact: row.fact,
    kind: row.kind,
    amountFen: row.amount_fen,
    postings: movement(row.from_account, row.to_account, row.amount_fen),
    project: row.project,
    year: row.fiscal_year,
    countedIn: row.counted_in,
    openFen: row.settles === null ? row.amount_fen - BigInt(row.settled_fen ?? "0") : 0n,
  }));
  return Object.fromEntries(lines.map((line) => [line.fact, line]));
}
