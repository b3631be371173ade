import type { PayeeKind, PlanEvent } from "@mingzhang/domain";
import type { PayeeFilter } from "@mingzhang/portal";
import type { ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import { type LedgerLine, readLedger } from "./ledger.ts";

const batch = 500;

interface Asked {
  readonly readModels: ReadModels;
  readonly plan: string;
  readonly moment: ResolvedMoment;
}

/** The ledger of a plan, or as much of it as went to payees of the kind that is asked for. */
export async function ledgerOf(payee: PayeeFilter | null, asked: Asked): Promise<readonly LedgerLine[]> {
  const ledger = await readLedger(asked.readModels, asked.plan, asked.moment);
  return payee === null ? ledger : toPayees(ledger, payee, asked);
}

/**
 * The lines of a ledger that went to payees of one kind, with what came back of them. A payment that names no kind went
 * to a household.
 */
async function toPayees(
  ledger: readonly LedgerLine[],
  wanted: PayeeFilter,
  asked: Asked,
): Promise<readonly LedgerLine[]> {
  const read = (type: PlanEvent["type"]) => eventsOf(asked, type);
  const [payments, refunds, reversals] = await Promise.all([
    read("PaymentMade"),
    read("RefundReceived"),
    read("TransferReversed"),
  ]);
  const kinds = new Map<string, PayeeKind>();
  for (const event of payments) if (event.type === "PaymentMade") kinds.set(event.id, event.data.payeeKind);
  const answered = new Map<string, string>();
  for (const event of [...refunds, ...reversals]) {
    if (event.type === "RefundReceived") answered.set(event.id, event.data.payment);
    if (event.type === "TransferReversed") answered.set(event.id, event.data.transfer);
  }
  const chosen = ledger.filter(({ row }) => row.kind === "payment" && (kinds.get(row.id) ?? "household") === wanted);
  const names = new Set(chosen.flatMap(({ row }) => [row.id, row.fact]));
  return ledger.filter(({ row }) => names.has(row.kind === "payment" ? row.id : (answered.get(row.id) ?? "")));
}

async function eventsOf({ readModels, plan, moment }: Asked, type: PlanEvent["type"]): Promise<readonly PlanEvent[]> {
  const found: PlanEvent[] = [];
  for (let after: string | null = null; ;) {
    const page = await readModels.events(plan, moment, { type, first: batch, after });
    found.push(...page.rows.map(({ node }) => node.event));
    after = page.rows.at(-1)?.cursor ?? null;
    if (!page.hasNextPage || after === null) return found;
  }
}
