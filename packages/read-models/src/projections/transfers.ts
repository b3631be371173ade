import type { Db } from "../database/queries.ts";
import { inChunks } from "../database/in-chunks.ts";
import { knownAt } from "../database/known-at.ts";
import type { TransferTableRow } from "../database/tables.ts";
import { lineage } from "./lineage.ts";
import type { Projection } from "./projection.ts";
import type { Append, Recorded } from "./recorded.ts";
import { sameTransfer, transferRow } from "./transfer-row.ts";

/**
 * Every movement of money as one row per state of knowledge. What a refund or a reversal moves follows from the
 * transfer that it settles and from what was settled before it; the family is worked out anew when one of it changes.
 */
export const transfers: Projection = {
  name: "transfers",
  version: 1,
  async project(db, appends) {
    const plain = appends.filter((append) => families(append).length === 0);
    const rows = plain.flatMap(({ events }) => events.flatMap(ownRow));
    await inChunks(rows, (some) => db.insertInto("transfer").values(some).execute());
    for (const append of appends) {
      const facts = families(append);
      if (facts.length > 0) await renew(db, append, facts);
    }
  },
};

/** Facts of the transfers whose families an append changes; none where it only adds transfers that stand alone. */
function families({ events }: Append): readonly string[] {
  const changed = events.filter(({ settles, replaced }) => settles !== null || replaced !== null);
  if (changed.length === 0) return [];
  const facts = events.flatMap(({ fact, moves, settles, replaced }) => [
    ...(moves ? [settles ?? fact] : []),
    ...(replaced ? [replaced.settles ?? replaced.fact] : []),
  ]);
  return [...new Set(facts)];
}

function ownRow(recorded: Recorded): readonly TransferTableRow[] {
  if (!recorded.moves) return [];
  return [transferRow({ transfers: {} }, { ...recorded, resolve: (id) => id }, recorded)];
}

async function renew(db: Db, { plan, knownFrom, events }: Append, facts: readonly string[]): Promise<void> {
  const wanted = await lineage(db, { plan, position: knownFrom, facts });
  const members = new Set([
    ...wanted.map(({ fact }) => fact),
    ...events.flatMap(({ replaced }) => replaced?.fact ?? []),
  ]);
  const standing = await db
    .selectFrom("transfer")
    .selectAll()
    .where((eb) => eb.or([eb("fact", "in", [...members, ...facts]), eb("settles", "in", facts)]))
    .where(knownAt(knownFrom))
    .execute();
  const kept = new Map(standing.map((row) => [row.fact, row]));
  const fresh = wanted.filter((row) => !sameTransfer(row, kept.get(row.fact)));
  const gone = standing.filter(({ fact }) => !wanted.some((row) => row.fact === fact));
  const closed = [...gone, ...standing.filter(({ fact }) => fresh.some((row) => row.fact === fact))];
  await close(db, closed, knownFrom);
  await inChunks(fresh, (some) => db.insertInto("transfer").values(some).execute());
}

async function close(db: Db, rows: readonly TransferTableRow[], position: bigint): Promise<void> {
  if (rows.length === 0) return;
  const { numUpdatedRows } = await db
    .updateTable("transfer")
    .set({ known_to: position })
    .where(
      "fact",
      "in",
      rows.map(({ fact }) => fact),
    )
    .where("known_to", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(rows.length))
    throw new Error(`${rows.length} transfers to close, ${numUpdatedRows} found`);
}
