import { dayOfInstant, daysBetween, earmarked, treasury, yearOf } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";
import type { Stage, StageSums, TransferFilter } from "@mingzhang/portal";
import type { ReadModels, ResolvedMoment, TransferRow } from "@mingzhang/read-models";
import { type Kept, kept } from "../http/kept.ts";

/** A movement of money with what it adds to its stage and what the earmarked account then holds. */
export interface LedgerLine {
  readonly row: TransferRow;
  readonly stage: Stage;
  /** Negative where money came back. */
  readonly netFen: Fen;
  readonly balanceFen: Fen;
  readonly daysLate: number;
}

export interface SelectedLine extends LedgerLine {
  /** Sum of the stage over the selection, up to and including this line. */
  readonly cumulativeFen: Fen;
}

export interface Selection {
  /** Oldest first. */
  readonly lines: readonly SelectedLine[];
  readonly sums: StageSums;
}

const batch = 1000;
const linesKept = 200_000;
const ledgers = new WeakMap<ReadModels, Kept<readonly LedgerLine[]>>();

/**
 * Every movement of a plan at the moment, oldest first, with the running balance of the earmarked account. What is
 * known at a position on a day never changes: tables, pages and exports of one state read it once.
 */
export function readLedger(
  readModels: ReadModels,
  plan: string,
  moment: ResolvedMoment,
): Promise<readonly LedgerLine[]> {
  let known = ledgers.get(readModels);
  if (!known) ledgers.set(readModels, (known = kept({ most: linesKept, sizeOf: ({ length }) => length })));
  return known.get(`${plan} ${moment.asOf} ${moment.position}`, () => load(readModels, plan, moment));
}

async function load(readModels: ReadModels, plan: string, moment: ResolvedMoment): Promise<readonly LedgerLine[]> {
  const rows: TransferRow[] = [];
  for (let after: string | null = null; ;) {
    const page = await readModels.transfers(plan, moment, { first: batch, after });
    rows.push(...page.rows.map(({ node }) => node));
    after = page.rows.at(-1)?.cursor ?? null;
    if (!page.hasNextPage || after === null) break;
  }
  let balanceFen = 0n;
  return rows.toReversed().map((row) => {
    balanceFen += row.to === earmarked ? row.amountFen : row.from === earmarked ? -row.amountFen : 0n;
    return {
      row,
      ...stageOf(row),
      balanceFen,
      daysLate: daysBetween(row.occurredOn, dayOfInstant(row.recordedAt)),
    };
  });
}

/** What a filter takes in, with the running sum of each stage. */
export function select(ledger: readonly LedgerLine[], filter: TransferFilter): Selection {
  const sums: Record<Stage, Fen> = { appropriation: 0n, release: 0n, payment: 0n };
  const lines = ledger
    .filter(({ row }) => matches(row, filter))
    .map((line) => {
      sums[line.stage] += line.netFen;
      return { ...line, cumulativeFen: sums[line.stage] };
    });
  return { lines, sums };
}

function matches(row: TransferRow, { from, to, project, kind, year }: TransferFilter): boolean {
  return (
    (from === null || row.occurredOn >= from) &&
    (to === null || row.occurredOn <= to) &&
    (project === null || row.project === project) &&
    (kind === null || row.kind === kind) &&
    (year === null || yearOf(row.occurredOn) === year)
  );
}

/** Which leg of the way the money moved on, and whether forth or back. Throws on a movement that no stage knows. */
function stageOf({ id, from, to, amountFen }: TransferRow): { stage: Stage; netFen: Fen } {
  const leg = [from, to].map((account) => account.split(":")[0]).join(" ");
  switch (leg) {
    case `${treasury} ${earmarked}`:
      return { stage: "appropriation", netFen: amountFen };
    case `${earmarked} ${treasury}`:
      return { stage: "appropriation", netFen: -amountFen };
    case `${earmarked} subledger`:
      return { stage: "release", netFen: amountFen };
    case `subledger ${earmarked}`:
      return { stage: "release", netFen: -amountFen };
    case "subledger payees":
      return { stage: "payment", netFen: amountFen };
    case "payees subledger":
      return { stage: "payment", netFen: -amountFen };
    default:
      throw new Error(`transfer ${id} moves from ${from} to ${to}`);
  }
}
