import { readLedger, select, type SelectedLine } from "../entries/ledger.ts";
import type { DataAnswer } from "../http/data-route.ts";
import type { Entry } from "../entries/public-record.ts";
import { planOf, type Question } from "../http/question.ts";
import { filterOf, filterQuery } from "../pages/transfers.ts";
import {
  amountColumn,
  currencyColumn,
  dayColumn,
  instantColumn,
  integerColumn,
  simulatedColumn,
  tableAnswer,
  type TableColumn,
  textColumn,
} from "./table.ts";

interface Row extends SelectedLine {
  readonly entry: Entry;
}

/** Every movement of money that a filter takes in, oldest first. The sum of `net_amount` in a stage is its net sum. */
export async function transfersTable(question: Question): Promise<DataAnswer> {
  const { readModels, record, moment, params } = question;
  const plan = await planOf(question, question.param("slug"));
  const filter = filterOf(params, plan.view);
  const [ledger, entries] = await Promise.all([
    readLedger(readModels, plan.view.slug, moment),
    record.all(plan.view.slug, moment),
  ]);
  const byIndex = new Map(entries.map((entry) => [entry.publicIndex, entry]));
  const rows = select(ledger, filter).lines.map((line): Row => {
    const entry = byIndex.get(line.row.publicIndex);
    if (!entry) throw new Error(`transfer ${line.row.id} has no entry ${line.row.publicIndex}`);
    return { ...line, entry };
  });
  return tableAnswer({ name: "transfers", plan, columns, rows, query: filterQuery(filter) });
}

const columns: readonly TableColumn<Row>[] = [
  integerColumn("log_index", ({ row }) => row.publicIndex),
  textColumn("leaf_hash", ({ entry }) => entry.leafHash),
  textColumn("id", ({ row }) => row.id),
  textColumn("kind", ({ row }) => row.kind),
  textColumn("stage", ({ stage }) => stage),
  dayColumn("occurred_on", ({ row }) => row.occurredOn),
  instantColumn("recorded_at", ({ row }) => row.recordedAt),
  integerColumn("days_late", ({ daysLate }) => daysLate),
  amountColumn("amount", ({ row }) => row.amountFen),
  amountColumn("net_amount", ({ netFen }) => netFen),
  currencyColumn(),
  textColumn("from_account", ({ row }) => row.from),
  textColumn("to_account", ({ row }) => row.to),
  textColumn("project", ({ row }) => row.project),
  integerColumn("fiscal_year", ({ row }) => row.year),
  textColumn("payee_name", ({ row }) => row.payeeName),
  textColumn("purpose", ({ row }) => row.purpose),
  textColumn("voucher", ({ row }) => row.voucher),
  amountColumn("cumulative_in_stage", ({ cumulativeFen }) => cumulativeFen),
  amountColumn("account_balance", ({ balanceFen }) => balanceFen),
  simulatedColumn(({ entry }) => entry.event.simulated),
];
