import { Amount, Badge, type Column, Day, fenOf, Instant, Lateness, Table } from "@mingzhang/ui";
import { Button } from "antd";
import { useText } from "../i18n/text.tsx";
import type { TransfersQuery } from "../client/documents.gen.ts";
import { Failed } from "../client/answered.tsx";
import { RecordLink } from "../view/record-link.tsx";
import { useChoices } from "../view/use-choices.ts";
import { ViewLink } from "../view/view-link.tsx";
import { type TransferFilter, useTransfers } from "./use-transfers.ts";

export type TransferOnPage = TransfersQuery["transfers"]["edges"][number]["node"];

export interface TransferListProps {
  readonly slug: string;
  readonly filter: TransferFilter;
  readonly pageSize: number;
}

/** Movements of money, newest first, as many as asked for and more on demand. */
export function TransferList({ slug, filter, pageSize }: TransferListProps) {
  const { t } = useText();
  const { rows, total, totalCount, more, loadMore, loading, failure, retry } = useTransfers(slug, filter, pageSize);
  const columns = useColumns(slug);
  if (failure) return <Failed failure={failure} retry={retry} />;
  return (
    <>
      <p className="list-summary" aria-live="polite">
        {totalCount !== null && t("transfers.count", { count: totalCount })}
        {total !== null && (
          <>
            {" · "}
            {t("transfers.total")} <Amount fen={total} withUnit />
          </>
        )}
      </p>
      <Table
        caption={t("transfers.title")}
        captionUnseen
        rows={rows}
        rowKey={(transfer) => transfer.id}
        empty={loading ? t("state.loading") : t("transfers.none")}
        columns={columns}
      />
      {more && (
        <Button onClick={loadMore} loading={loading}>
          {t("action.more")}
        </Button>
      )}
    </>
  );
}

function useColumns(slug: string): Column<TransferOnPage>[] {
  const { t } = useText();
  const accountName = useAccountName(slug);
  return [
    { id: "day", head: t("transfers.occurredOn"), cell: ({ occurredOn }) => <Day date={occurredOn} /> },
    {
      id: "kind",
      head: t("transfers.kind"),
      cell: ({ kind }) => (
        <Badge tone={kind === "refund" || kind === "reversal" ? "warn" : "plain"}>{t(`transfer.${kind}`)}</Badge>
      ),
    },
    {
      id: "way",
      head: t("transfers.way"),
      namesRow: true,
      cell: (transfer) => (
        <ViewLink to={`/events/${transfer.id}`}>
          {accountName(transfer.from)} → {transfer.payeeWithheld ? t("funds.person") : accountName(transfer.to)}
          {transfer.kind === "appropriation" && transfer.year !== null && (
            <span className="soft"> {t("transfers.ofYear", { year: transfer.year })}</span>
          )}
        </ViewLink>
      ),
    },
    {
      id: "amount",
      head: t("project.amount"),
      figures: true,
      cell: ({ amount }) => <Amount fen={amount.fen} />,
    },
    { id: "voucher", head: t("transfers.voucher"), cell: ({ voucher }) => <span className="voucher">{voucher}</span> },
    {
      id: "recorded",
      head: t("transfers.recordedAt"),
      cell: ({ recordedAt, lateDays }) => (
        <>
          <Instant at={recordedAt} /> <Lateness days={lateDays} />
        </>
      ),
    },
    {
      id: "do",
      head: <span className="mz-aside">{t("transfers.actions")}</span>,
      cell: (transfer) => <Actions slug={slug} transfer={transfer} />,
    },
  ];
}

/** Accounts by what a reader looks for: a subledger is its project. */
function useAccountName(slug: string): (account: string) => string {
  const { t } = useText();
  const { projects } = useChoices(slug);
  return (account) => {
    const [kind, code] = account.split(":");
    if (kind === "treasury") return t("funds.treasury");
    if (kind === "earmarked") return t("funds.earmarked");
    if (kind === "payees") return t("funds.payeesPlain");
    return projects.find((project) => project.code === code)?.name ?? account;
  };
}

function Actions({ slug, transfer }: { slug: string; transfer: TransferOnPage }) {
  const open = (fenOf(transfer.open.fen) ?? 0n) > 0n;
  if (!open || transfer.kind === "refund" || transfer.kind === "reversal") return null;
  return (
    <span className="row-actions">
      {transfer.kind === "payment" && <RecordLink slug={slug} kind="refund" params={{ payment: transfer.id }} />}
      <RecordLink slug={slug} kind="reversal" params={{ transfer: transfer.id }} />
    </span>
  );
}
