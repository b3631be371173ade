import type { PlanView, YearView } from "@mingzhang/domain";
import { Amount, type Column, Table } from "@mingzhang/ui";
import { YearBars } from "../charts/year-bars.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

/** Where the money comes from: the rule in a sentence, and year by year what it gives, what is planned, what came. */
export function Funding({ view }: { view: PlanView }) {
  const { t } = usePage();
  return (
    <Section id="funding" title={t("funding.title")}>
      {view.rule && (
        <p className="prose">{t("funding.rule", { rate: view.rule.ratePercent, growth: view.rule.growthPercent })}</p>
      )}
      {view.bases.length > 0 && (
        <ul className="prose">
          {view.bases.map(({ year, estimatedFen, confirmedFen }) => (
            <li key={year}>
              {t("funding.base", { year })}
              {estimatedFen !== null && <Base kind="estimated" fen={estimatedFen} />}
              {estimatedFen !== null && confirmedFen !== null && t("funding.baseJoin")}
              {confirmedFen !== null && <Base kind="confirmed" fen={confirmedFen} />}
            </li>
          ))}
        </ul>
      )}
      <FundingYears years={view.years} />
      <p className="note">{t("funding.note")}</p>
      <YearBars view={view} />
    </Section>
  );
}

function Base({ kind, fen }: { kind: "estimated" | "confirmed"; fen: bigint }) {
  const { t } = usePage();
  return (
    <>
      <Amount fen={fen} withUnit />
      {t(`funding.${kind}`)}
    </>
  );
}

function FundingYears({ years }: { years: readonly YearView[] }) {
  const { t } = usePage();
  const sum = (part: (year: YearView) => bigint | null) =>
    years.every((year) => part(year) === null) ? null : years.reduce((total, year) => total + (part(year) ?? 0n), 0n);
  const columns: readonly Column<YearView>[] = [
    {
      id: "year",
      head: t("year.head"),
      namesRow: true,
      cell: ({ year }) => t("year.name", { year }),
      foot: t("sum"),
    },
    {
      id: "byRule",
      head: t("funding.byRule"),
      figures: true,
      cell: ({ byRuleFen }) => <Amount fen={byRuleFen} digits={2} />,
      foot: <Amount fen={sum(({ byRuleFen }) => byRuleFen)} digits={2} />,
    },
    {
      id: "planned",
      head: t("funding.planned"),
      figures: true,
      cell: ({ allocatedFen }) => <Amount fen={allocatedFen} />,
      foot: <Amount fen={sum(({ allocatedFen }) => allocatedFen)} />,
    },
    {
      id: "variance",
      head: t("funding.variance"),
      figures: true,
      cell: ({ varianceFen }) => <Amount fen={varianceFen} digits={2} signed />,
      foot: <Amount fen={sum(({ varianceFen }) => varianceFen)} digits={2} signed />,
    },
    {
      id: "appropriated",
      head: t("money.appropriated"),
      figures: true,
      cell: ({ appropriatedFen }) => <Amount fen={appropriatedFen} />,
      foot: <Amount fen={sum(({ appropriatedFen }) => appropriatedFen)} />,
    },
  ];
  return <Table caption={t("funding.table")} columns={columns} rows={years} rowKey={({ year }) => String(year)} />;
}
