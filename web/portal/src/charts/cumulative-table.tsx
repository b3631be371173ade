import type { Fen } from "@mingzhang/ledger";
import { Amount, type Column, Table } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import type { Stage } from "../transfers/transfer.ts";
import { type MoneySeries, type SeriesPoint, sumAt } from "./money-series.ts";

interface Props {
  readonly series: MoneySeries;
  readonly stairs: readonly SeriesPoint[] | null;
  readonly years: { readonly first: number; readonly last: number };
  readonly asOf: string;
  readonly stages: readonly Stage[];
}

interface Row {
  readonly head: string;
  readonly planned: Fen | null;
  readonly sums: Readonly<Record<keyof MoneySeries, Fen>>;
}

/** The figures of the chart at the end of each year that has passed, and on the day shown. */
export function CumulativeTable({ series, stairs, years, asOf, stages }: Props) {
  const { t } = usePage();
  const ends = Array.from({ length: years.last - years.first + 1 }, (_, at) => `${years.first + at}-12-31`);
  const row = (day: string, head: string): Row => ({
    head,
    planned: stairs && sumAt(stairs, day),
    sums: {
      appropriation: sumAt(series.appropriation, day),
      release: sumAt(series.release, day),
      payment: sumAt(series.payment, day),
    },
  });
  const rows = ends.filter((day) => day <= asOf).map((day) => row(day, t("year.name", { year: day.slice(0, 4) })));
  if (!ends.includes(asOf)) rows.push(row(asOf, t("chart.tableLast")));
  const columns: readonly Column<Row>[] = [
    { id: "year", head: t("year.head"), namesRow: true, cell: ({ head }) => head },
    ...(stairs
      ? [
          {
            id: "planned",
            head: t("chart.allocated"),
            figures: true,
            cell: ({ planned }: Row) => <Amount fen={planned} />,
          },
        ]
      : []),
    ...stages.map((stage) => ({
      id: stage,
      head: t(`chart.${stage}`),
      figures: true,
      cell: ({ sums }: Row) => <Amount fen={sums[stage]} />,
    })),
  ];
  return (
    <details>
      <summary>{t("chart.table")}</summary>
      <Table caption={t("chart.table")} columns={columns} rows={rows} rowKey={({ head }) => head} />
    </details>
  );
}
