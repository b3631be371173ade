import { isDay } from "@mingzhang/domain";
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { knownAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { Tables, TransferTableRow } from "../database/tables.ts";
import type { Page, Paged, ResolvedMoment, TransferFilter, TransferRow } from "../contract.ts";
import { InvalidCursor, positionForm, readCursor, writeCursor } from "./cursor.ts";
import { checkFirst, pageOf } from "./page.ts";

type Where = (eb: ExpressionBuilder<Tables, "transfer">) => Expression<SqlBool>;

/** What a movement adds to a sum: money that came back counts negative. */
const signedFen = sql`case when kind in ('refund', 'reversal') then -amount_fen else amount_fen end`;

/** Newest day first, then newest place. */
export async function readTransfers(
  db: Db,
  slug: string,
  { moment, query }: { moment: ResolvedMoment; query: TransferFilter & Page },
): Promise<Paged<TransferRow> & { readonly totalFen: bigint }> {
  checkFirst(query.first);
  const matches = matching(slug, moment, query);
  const total = await db
    .selectFrom("transfer")
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .select(sql<string>`coalesce(sum(${signedFen}), 0)::text`.as("fen"))
    .where(matches)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("transfer")
    .selectAll()
    .select(settledFen(moment).as("settled"))
    .where(matches)
    .$if(typeof query.after === "string", (rest) => rest.where(afterCursor(query.after ?? "")))
    .orderBy("occurred_on", "desc")
    .orderBy("place", "desc")
    .limit(query.first + 1)
    .execute();
  const paged = pageOf(
    rows,
    { first: query.first, totalCount: Number(total.count) },
    { cursor: (row) => writeCursor(row.occurred_on, row.place), node: transferOfRow },
  );
  return { ...paged, totalFen: BigInt(total.fen) };
}

function matching(slug: string, moment: ResolvedMoment, filter: TransferFilter): Where {
  const { project, year, kind, from, to } = filter;
  return (eb) =>
    eb.and([
      eb("plan", "=", slug),
      eb("occurred_on", "<=", moment.asOf),
      knownAt(moment.position),
      ...(typeof project === "string" ? [eb("project", "=", project)] : []),
      ...(typeof kind === "string" ? [eb("kind", "=", kind)] : []),
      ...(typeof from === "string" ? [eb("occurred_on", ">=", from)] : []),
      ...(typeof to === "string" ? [eb("occurred_on", "<=", to)] : []),
      ...(typeof year === "number" ? [sql<SqlBool>`extract(year from occurred_on) = ${year}::int`] : []),
    ]);
}

/** What refunds and reversals have taken back, in the same view. */
function settledFen(moment: ResolvedMoment) {
  return sql<string>`(
    select coalesce(sum(settling.amount_fen), 0)::text from ${sql.table("transfer")} as settling
    where settling.settles = transfer.fact and settling.occurred_on <= ${moment.asOf}
      and settling.known_from <= ${moment.position}
      and (settling.known_to is null or settling.known_to > ${moment.position}))`;
}

function afterCursor(cursor: string) {
  const [day = "", place = ""] = readCursor(cursor, [/^\d{4}-\d{2}-\d{2}$/, positionForm]);
  if (!isDay(day)) throw new InvalidCursor(cursor);
  return sql<SqlBool>`(occurred_on, place) < (${day}::date, ${place}::bigint)`;
}

function transferOfRow(row: TransferTableRow & { readonly settled: string }): TransferRow {
  return {
    id: row.event,
    fact: row.fact,
    kind: row.kind,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    amountFen: row.amount_fen,
    from: row.from_account,
    to: row.to_account,
    project: row.project,
    year: row.fiscal_year,
    payeeName: row.payee_name,
    payeeKind: row.payee_kind,
    purpose: row.purpose,
    voucher: row.voucher,
    publicIndex: row.public_index,
    settles: row.settles,
    openFen: row.settles === null ? row.amount_fen - BigInt(row.settled) : 0n,
  };
}
