import { Amount, Badge, Day, Lateness, type WanDigits } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import type { Transfer } from "./transfer.ts";

interface StatementProps {
  readonly transfers: readonly Transfer[];
  readonly caption: string;
}

const heads = ["day", "movement", "amount", "cumulative", "balance"] as const;
const figures: ReadonlySet<string> = new Set(["amount", "cumulative", "balance"]);

// Some browsers forget that a table is one where its parts are laid out as something else.
const as = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** An account statement: newest first, each line with its running sums. On a narrow screen each line is a card. */
export function Statement({ transfers, caption }: StatementProps) {
  const { t } = usePage();
  const digits = digitsOf(transfers);
  if (transfers.length === 0) return <p className="empty">{t("transfers.none")}</p>;
  return (
    <table className="statement" {...as.table}>
      <caption>{caption}</caption>
      <thead {...as.rowgroup}>
        <tr {...as.row}>
          {heads.map((head) => (
            <th key={head} scope="col" {...as.columnheader} className={figures.has(head) ? "mz-figures" : undefined}>
              {t(`statement.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as.rowgroup}>
        {transfers.map((transfer) => (
          <Line key={transfer.index} transfer={transfer} digits={digits} />
        ))}
      </tbody>
    </table>
  );
}

/** As many decimals as the finest amount needs, so that figures line up and none is rounded. */
function digitsOf(transfers: readonly Transfer[]): WanDigits {
  const sums = transfers.flatMap(({ amountFen, cumulativeFen, balanceFen }) => [amountFen, cumulativeFen, balanceFen]);
  const enough = ([2, 3, 4, 5] as const).find((digits) => sums.every((fen) => fen % 10n ** BigInt(6 - digits) === 0n));
  return enough ?? 6;
}

function Line({ transfer, digits }: { transfer: Transfer; digits: WanDigits }) {
  const { t } = usePage();
  return (
    <tr {...as.row}>
      <td {...as.cell} className="day">
        <Day date={transfer.occurredOn} />
        <Lateness days={transfer.daysLate} />
      </td>
      <th {...as.rowheader} scope="row" className="movement">
        <Movement transfer={transfer} />
      </th>
      <td {...as.cell} className="mz-figures sum" data-label={t("statement.amount")}>
        <Amount fen={transfer.amountFen} digits={digits} />
      </td>
      <td {...as.cell} className="mz-figures" data-label={t("statement.cumulative")}>
        <Amount fen={transfer.cumulativeFen} digits={digits} />
      </td>
      <td {...as.cell} className="mz-figures" data-label={t("statement.balance")}>
        <Amount fen={transfer.balanceFen} digits={digits} />
      </td>
    </tr>
  );
}

function Movement({ transfer }: { transfer: Transfer }) {
  const { t, link } = usePage();
  return (
    <>
      <span className={`kind kind-${transfer.stage}`}>{t(`transfer.${transfer.kind}`)}</span>{" "}
      <span className="way">
        {transfer.fromLabel} → {transfer.toLabel}
      </span>
      <span className="aside">
        {transfer.purpose && <span>{transfer.purpose}</span>}
        <span>{t("statement.voucher", { voucher: transfer.voucher })}</span>
        <a href={link(`/entries/${transfer.index}`)}>{t("changes.entry", { index: transfer.index })}</a>
        {transfer.unproved && <Badge tone="warn">{t("mark.unproved")}</Badge>}
      </span>
    </>
  );
}
