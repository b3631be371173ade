import { anyOf } from "../database/any-of.ts";
import { grouped } from "../database/grouped.ts";
import type { TransferTableRow } from "../database/tables.ts";
import { type Columns, writeRows } from "../database/write-rows.ts";
import { familyEvents, lineage, type Member } from "./lineage.ts";
import type { Projection, Writing } from "./projection.ts";
import type { Append, Recorded } from "./recorded.ts";
import { sameTransfer, transferRow } from "./transfer-row.ts";

const columns: Columns<TransferTableRow> = {
  plan: "text",
  fact: "uuid",
  event: "uuid",
  kind: "text",
  occurred_on: "date",
  recorded_at: "timestamptz",
  place: "bigint",
  public_index: "bigint",
  amount_fen: "bigint",
  from_account: "text",
  to_account: "text",
  project: "text",
  fiscal_year: "integer",
  counted_in: "integer",
  appropriated_fen: "bigint",
  released_fen: "bigint",
  paid_fen: "bigint",
  simulated: "boolean",
  settles: "uuid",
  payee_name: "text",
  payee_kind: "text",
  purpose: "text",
  voucher: "text",
  known_from: "bigint",
  known_to: "bigint",
};

/**
 * Every movement of money as one row per state of knowledge. What a refund or a reversal moves follows from the
 * transfer that it settles and from what was settled before it; the family is worked out anew when one of it changes.
 */
export const transfers: Projection = {
  name: "transfers",
  version: 3,
  async project(writing, appends) {
    const changing = new Map(appends.map((append) => [append, families(append)]));
    const facts = [...new Set([...changing.values()].flat())];
    const rows = facts.length === 0 ? appends.flatMap(ownRows) : await withFamilies(writing, changing, facts);
    writeRows(writing, { table: `${writing.schema}.transfer`, columns }, rows);
  },
  forget: () => undefined,
};

/** Facts of the transfers whose families an append changes; none where it only adds transfers that stand alone. */
function families({ events }: Append): readonly string[] {
  const changed = events.some(({ settles, replaced }) => settles !== null || replaced?.moves === true);
  if (!changed && !events.some(({ moves, replaced }) => moves && replaced !== null)) return [];
  return events.flatMap(({ fact, moves, settles, replaced }) => [
    ...(moves ? [settles ?? fact] : []),
    ...(replaced?.moves ? [replaced.settles ?? replaced.fact] : []),
  ]);
}

/** Of an append that only adds transfers which stand alone. */
function ownRows({ events }: Append): readonly TransferTableRow[] {
  const rows: TransferTableRow[] = [];
  for (const recorded of events) if (recorded.moves) rows.push(ownRow(recorded));
  return rows;
}

const alone = { transfers: {} };
const itself = (id: string): string => id;

function ownRow(recorded: Recorded): TransferTableRow {
  const { event, fact, place } = recorded;
  return transferRow(alone, { event, fact, place, resolve: itself }, recorded);
}

/** Append by append, the rows that count before each of them in hand: in the tables only ends are set. */
async function withFamilies(
  writing: Writing,
  changing: ReadonlyMap<Append, readonly string[]>,
  facts: readonly string[],
): Promise<readonly TransferTableRow[]> {
  const members = await familyEvents(writing.db, facts);
  const byFamily = grouped(members, ({ live, settles }) => settles ?? live.fact);
  const standing = new Standing(await currentRows(writing, [...facts, ...members.map(({ live }) => live.fact)]));
  for (const [append, own] of changing) {
    if (own.length === 0) for (const row of ownRows(append)) standing.add(row);
    else renew(standing, byFamily, { append, facts: new Set(own) });
  }
  close(writing, standing.closed);
  return standing.added;
}

function renew(
  standing: Standing,
  byFamily: ReadonlyMap<string, readonly Member[]>,
  { append, facts }: { append: Append; facts: ReadonlySet<string> },
): void {
  const { knownFrom: position } = append;
  const wanted = [...facts].flatMap((fact) => lineage(byFamily.get(fact) ?? [], { position, facts }));
  const kept = new Map(standing.ofFamilies(facts, append).map((row) => [row.fact, row]));
  for (const row of wanted) {
    const before = kept.get(row.fact);
    kept.delete(row.fact);
    if (sameTransfer(row, before)) continue;
    if (before) standing.end(before, position);
    standing.add(row);
  }
  for (const gone of kept.values()) standing.end(gone, position);
}

/** The rows that count now, and what is to be written so that the tables say the same. */
class Standing {
  readonly added: TransferTableRow[] = [];
  readonly closed: { readonly fact: string; readonly at: bigint }[] = [];
  private readonly current = new Map<string, TransferTableRow>();
  /** Of those that settle another transfer, the facts by which transfer; also of rows that have ended since. */
  private readonly settling = new Map<string, Set<string>>();
  private readonly fresh = new Map<TransferTableRow, number>();

  constructor(rows: readonly TransferTableRow[]) {
    for (const row of rows) this.hold(row);
  }

  ofFamilies(facts: ReadonlySet<string>, { events }: Append): readonly TransferTableRow[] {
    const wanted = new Set(facts);
    for (const { replaced } of events) if (replaced) wanted.add(replaced.fact);
    for (const fact of facts) for (const settles of this.settling.get(fact) ?? []) wanted.add(settles);
    const rows = [...wanted].flatMap((fact) => this.current.get(fact) ?? []);
    const replaced = new Set(events.flatMap((one) => one.replaced?.fact ?? []));
    return rows.filter(({ fact, settles }) => facts.has(settles ?? fact) || facts.has(fact) || replaced.has(fact));
  }

  add(row: TransferTableRow): void {
    this.hold(row);
    this.fresh.set(row, this.added.push(row) - 1);
  }

  private hold(row: TransferTableRow): void {
    this.current.set(row.fact, row);
    if (row.settles === null) return;
    const others = this.settling.get(row.settles);
    if (others) others.add(row.fact);
    else this.settling.set(row.settles, new Set([row.fact]));
  }

  end(row: TransferTableRow, at: bigint): void {
    if (this.current.get(row.fact) === row) this.current.delete(row.fact);
    const index = this.fresh.get(row);
    if (index === undefined) this.closed.push({ fact: row.fact, at });
    else this.added[index] = { ...row, known_to: at };
  }
}

async function currentRows({ db }: Writing, facts: readonly string[]): Promise<readonly TransferTableRow[]> {
  const own = (by: "fact" | "settles") =>
    db
      .selectFrom("transfer")
      .selectAll()
      .where(anyOf(by, new Set(facts)))
      .where("known_to", "is", null)
      .execute();
  return [...new Map([...(await own("fact")), ...(await own("settles"))].map((row) => [row.fact, row])).values()];
}

function close({ sends, schema }: Writing, rows: readonly { readonly fact: string; readonly at: bigint }[]): void {
  if (rows.length === 0) return;
  const query = {
    text: `update ${schema}.transfer set known_to = given.at from unnest($1::uuid[], $2::bigint[]) as given (fact, at)
      where transfer.fact = given.fact and known_to is null`,
    values: [rows.map(({ fact }) => fact), rows.map(({ at }) => at.toString())],
  };
  sends.send(query, (found) => {
    if (found !== rows.length) throw new Error(`${rows.length} transfers to close, ${found} found`);
  });
}
