import type { PlanView } from "@mingzhang/domain";
import { Amount, type Column, Percent, Table } from "@mingzhang/ui";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import { type MatrixRow, matrixRows } from "./matrix-rows.ts";
import { ShareBar } from "./share-bar.tsx";

/** The plan's annex: projects and years, with the sums of the sectors, the total, and the line that the rule gives. */
export function Matrix({ view }: { view: PlanView }) {
  const { t } = usePage();
  const columns: readonly Column<MatrixRow>[] = [
    { id: "name", head: t("matrix.project"), namesRow: true, cell: (row) => <RowName row={row} view={view} /> },
    ...view.years.map(({ year }, index) => ({
      id: String(year),
      head: String(year),
      figures: true,
      cell: (row: MatrixRow) => <Cell row={row} fen={row.years[index] ?? null} />,
    })),
    { id: "sum", head: t("sum"), figures: true, cell: (row) => <Cell row={row} fen={row.sumFen} /> },
  ];
  return (
    <Section id="matrix" title={t("matrix.title")} lead={t("matrix.lead")}>
      <div className="matrix">
        <Table
          caption={t("matrix.table")}
          columns={columns}
          rows={matrixRows(view)}
          rowKey={(row) => row.key}
          rowClass={(row) => `row-${row.kind}`}
        />
      </div>
      <Shares view={view} />
    </Section>
  );
}

function Cell({ row, fen }: { row: MatrixRow; fen: bigint | null }) {
  if (row.kind === "rule") return <Amount fen={fen} digits={2} />;
  if (row.kind === "variance") return <Amount fen={fen} digits={2} signed />;
  return <Amount fen={fen} />;
}

function RowName({ row, view }: { row: MatrixRow; view: PlanView }) {
  const { t, link } = usePage();
  if (row.kind === "total") return t("matrix.total");
  if (row.kind === "rule") return t("funding.byRule");
  if (row.kind === "variance") return t("funding.variance");
  if (row.kind === "sector" || !row.name) return row.name && <Local text={row.name} />;
  return (
    <a href={link(`/plans/${view.slug}/projects/${row.code}`)}>
      <Local text={row.name} />
    </a>
  );
}

function Shares({ view }: { view: PlanView }) {
  const { t } = usePage();
  const sectors = view.sectors.toSorted((a, b) => (a.allocatedFen < b.allocatedFen ? 1 : -1));
  return (
    <figure className="shares">
      <figcaption>{t("shares.title")}</figcaption>
      <ShareBar shares={sectors.map(({ code, sharePercent }) => ({ key: code, percent: sharePercent }))} />
      <ul>
        {sectors.map(({ code, name, sharePercent, allocatedFen }, index) => (
          <li key={code}>
            <span className={`swatch tone-${index % 6}`} aria-hidden="true" />
            <Local text={name} /> <Percent value={sharePercent} />
            <span className="soft">
              <Amount fen={allocatedFen} withUnit />
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
