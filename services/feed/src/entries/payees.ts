import type { PayeeFilter } from "@mingzhang/portal";
import type { ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import { type LedgerLine, readLedger } from "./ledger.ts";

interface Asked {
  readonly readModels: ReadModels;
  readonly plan: string;
  readonly moment: ResolvedMoment;
}

/** The ledger of a plan, or as much of it as went to payees of the kind that is asked for. */
export async function ledgerOf(payee: PayeeFilter | null, asked: Asked): Promise<readonly LedgerLine[]> {
  const ledger = await readLedger(asked.readModels, asked.plan, asked.moment);
  return payee === null ? ledger : toPayees(ledger, payee);
}

/** The lines of a ledger that went to payees of one kind, with what came back of them. */
function toPayees(ledger: readonly LedgerLine[], wanted: PayeeFilter): readonly LedgerLine[] {
  const facts = new Set(ledger.flatMap(({ row }) => (row.payeeKind === wanted ? [row.fact] : [])));
  return ledger.filter(({ row }) => facts.has(row.settles ?? row.fact));
}
