import { Amount, type Column, fenOf, Table } from "@mingzhang/ui";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage, ProjectOnPage } from "../plan/matrix.ts";
import { ViewLink } from "../view/view-link.tsx";

/** Accounts of the chain with what came in, what went on, and what is left. */
export function AccountTable({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const balances = plan.projects.reduce((sum, project) => sum + (fenOf(project.balance.fen) ?? 0n), 0n);
  const columns: Column<ProjectOnPage>[] = [
    {
      id: "project",
      head: t("funds.subledger"),
      namesRow: true,
      cell: ({ code, name }) => <ViewLink to={`/plans/${plan.slug}/projects/${code}`}>{name}</ViewLink>,
      foot: t("matrix.total"),
    },
    {
      id: "allocated",
      head: t("money.allocated"),
      figures: true,
      cell: ({ code, allocated }) => <Asked figure={figures.allocated(code)} fen={allocated.fen} />,
      foot: <Amount fen={plan.total.fen} />,
    },
    {
      id: "released",
      head: t("money.released"),
      figures: true,
      cell: ({ code, released }) => <Asked figure={figures.released(code)} fen={released.fen} />,
      foot: <Amount fen={plan.released.fen} />,
    },
    {
      id: "paid",
      head: t("money.paid"),
      figures: true,
      cell: ({ code, paid }) => <Asked figure={figures.paid(code)} fen={paid.fen} />,
      foot: <Amount fen={plan.paid.fen} />,
    },
    {
      id: "balance",
      head: t("money.balance"),
      figures: true,
      cell: ({ code, balance }) => <Asked figure={figures.balance(code)} fen={balance.fen} />,
      foot: <Amount fen={balances} />,
    },
  ];
  return (
    <>
      <MainAccounts plan={plan} />
      <Table
        caption={t("funds.tableCaption")}
        columns={columns}
        rows={plan.projects}
        rowKey={(project) => project.code}
      />
    </>
  );
}

function Asked({ figure, fen }: { figure: string; fen: string }) {
  return (
    <FigureLink figure={figure}>
      <Amount fen={fen} />
    </FigureLink>
  );
}

/** Treasury and earmarked account stand before the projects. */
function MainAccounts({ plan }: { plan: PlanOnPage }) {
  const main = plan.accounts.filter(({ account }) => !account.includes(":"));
  return (
    <dl className="fact-line accounts">
      {main.map(({ account, label, balance }) => (
        <div key={account}>
          <dt>{label}</dt>
          <dd>
            <FigureLink figure={figures.account(account)}>
              <Amount fen={balance.fen} withUnit />
            </FigureLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}
