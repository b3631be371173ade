import type { PlanEvent } from "@mingzhang/domain";
import type { TransferFilter } from "@mingzhang/portal";
import { entriesOfTypes } from "../entries/entries-of-types.ts";
import { select, type SelectedLine } from "../entries/ledger.ts";
import { ledgerOf } from "../entries/payees.ts";
import type { Entry } from "../entries/public-record.ts";
import { filterOf, filterQuery } from "../pages/transfers.ts";
import {
  amountColumn,
  currencyColumn,
  dayColumn,
  instantColumn,
  integerColumn,
  publishedTable,
  required,
  simulatedColumn,
  textColumn,
} from "./table.ts";

interface Row extends SelectedLine {
  readonly entry: Entry<PlanEvent>;
}

/** Records of each kind of movement. */
const recordsOf: Readonly<Record<NonNullable<TransferFilter["kind"]>, readonly PlanEvent["type"][]>> = {
  appropriation: ["FundsAppropriated"],
  release: ["FundsReleased"],
  payment: ["PaymentMade", "HouseholdPaid"],
  refund: ["RefundReceived"],
  reversal: ["TransferReversed"],
};

export const moneyTypes: readonly PlanEvent["type"][] = Object.values(recordsOf).flat();

/** Every movement of money that a filter takes in, oldest first. The sum of `net_amount` in a stage is its net sum. */
export const transfersTable = publishedTable<Row>({
  name: "transfers",
  title: { zh: "资金流水", en: "Transfers" },
  primaryKey: ["id"],
  references: [
    { column: "log_index", table: "changes" },
    { column: "project", table: "projects" },
  ],
  columns: [
    required(integerColumn("log_index", ({ row }) => row.publicIndex)),
    required(textColumn("leaf_hash", ({ entry }) => entry.leafHash)),
    required(textColumn("id", ({ row }) => row.id)),
    required(textColumn("kind", ({ row }) => row.kind)),
    required(textColumn("stage", ({ stage }) => stage)),
    required(dayColumn("occurred_on", ({ row }) => row.occurredOn)),
    required(instantColumn("recorded_at", ({ row }) => row.recordedAt)),
    required(integerColumn("days_late", ({ daysLate }) => daysLate)),
    required(amountColumn("amount", ({ row }) => row.amountFen)),
    required(amountColumn("net_amount", ({ netFen }) => netFen)),
    currencyColumn(),
    required(textColumn("from_account", ({ row }) => row.from)),
    required(textColumn("to_account", ({ row }) => row.to)),
    textColumn("project", ({ row }) => row.project),
    integerColumn("fiscal_year", ({ row }) => row.year),
    // Of a household its kind is all that is public: it has no name here.
    textColumn("payee_kind", ({ row }) => row.payeeKind),
    textColumn("payee_name", ({ row }) => row.payeeName),
    textColumn("purpose", ({ row }) => row.purpose),
    required(textColumn("voucher", ({ row }) => row.voucher)),
    required(amountColumn("cumulative_in_stage", ({ cumulativeFen }) => cumulativeFen)),
    required(amountColumn("account_balance", ({ balanceFen }) => balanceFen)),
    simulatedColumn(({ entry }) => entry.event.simulated),
  ],
  async rows(question, { view }) {
    const filter = filterOf(question.params, view);
    const { kind, project } = filter;
    // Hashes are worked out for the kinds and the project that are shown; the balance takes every movement.
    const [ledger, entries] = await Promise.all([
      ledgerOf(filter.payee, { ...question, plan: view.slug }),
      entriesOfTypes(question, view.slug, { types: kind === null ? moneyTypes : recordsOf[kind], project }),
    ]);
    const rows = select(ledger, filter).lines.map((line): Row => {
      const entry = entries.get(line.row.id);
      if (!entry) throw new Error(`transfer ${line.row.id} has no entry ${line.row.publicIndex}`);
      return { ...line, entry };
    });
    return { rows, query: filterQuery(filter) };
  },
});
